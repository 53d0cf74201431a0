package io.bridgehead.bridge.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.bridgehead.media.FakePhone;
import io.bridgehead.media.codec.G711;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.LocalAudio;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.OfferAnswer;
import io.bridgehead.media.sdp.SessionDescription;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dialog.IncomingCall;
import io.bridgehead.sip.dialog.Invite;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;

/** A telephone with real SIP and real RTP that rings when called and does what the test says. */
final class SipPhone implements CallListener, AutoCloseable {

    final FakePhone audio;
    final CompletableFuture<IncomingCall> ringing = new CompletableFuture<>();
    final CompletableFuture<CallEnd> ended = new CompletableFuture<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SipNode node = new SipNode(SipStack.builder().listen(Listener.udp("127.0.0.1", 0)), executor);
    private final Calls calls;
    private final String name;
    private volatile Call placed;

    SipPhone(String name, G711 law, double hertz) throws IOException {
        this.name = name;
        audio = new FakePhone(law, hertz);
        calls = new Calls(node);
        calls.onIncoming(call -> {
            call.progress(180, null);
            ringing.complete(call);
            return this;
        });
        node.start();
    }

    String uri() {
        return "sip:" + name + "@127.0.0.1:" + node.stack().boundPort(SipTransport.UDP);
    }

    /** Picks up as soon as it rings. */
    SipPhone answers() {
        ringing.thenAccept(call -> call.accept(describe(call.offer(), Direction.SENDRECV)));
        return this;
    }

    /** Refuses as soon as it rings. */
    SipPhone refuses(int status, String reason) {
        ringing.thenAccept(call -> call.reject(status, reason));
        return this;
    }

    void offer(Direction direction) {
        byte[] sdp = OfferAnswer.offer(local(), 2, direction);
        ringing.join().reinvite(new String(sdp, StandardCharsets.UTF_8));
    }

    /** Calls somebody on this machine. */
    void call(String user, int port) {
        SipUri uri = SipUri.of(user, "127.0.0.1", port);
        placed = calls.invite(new Invite(new Destination(SipTransport.UDP, "127.0.0.1", port), uri,
                NameAddr.of(SipUri.of(name, "carrier.example", -1))).contactUser("phone")
                .sdp(new String(OfferAnswer.offer(local(), 1, Direction.SENDRECV), StandardCharsets.UTF_8)), this);
    }

    /** Sends an INFO in the call it has made and gives the status of the answer. */
    int info(String type, String body) {
        return placed.info(type, body.getBytes(StandardCharsets.US_ASCII)).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Ends the call it has made. */
    void hangUpCall() {
        placed.hangUp();
    }

    void hangUp() {
        ringing.join().hangUp();
    }

    private String describe(String offer, Direction direction) {
        try {
            OfferAnswer.Answer answer = OfferAnswer.answer(SessionDescription.parse(offer.getBytes(StandardCharsets.UTF_8)),
                    local(), 1, direction);
            audio.talkTo(answer.audio().rtp().getPort());
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            throw new IllegalStateException(e);
        }
    }

    private LocalAudio local() {
        return new LocalAudio("127.0.0.1", audio.port(), 1, G711.PCMU);
    }

    @Override
    public CompletionStage<Void> onAnswered(Call call, String sdp) {
        if (call == placed) {
            try {
                audio.talkTo(
                        OfferAnswer.accept(SessionDescription.parse(sdp.getBytes(StandardCharsets.UTF_8))).rtp().getPort());
            } catch (MalformedSdpException | UnacceptableSdpException e) {
                throw new IllegalStateException(e);
            }
        }
        return AT_ONCE;
    }

    @Override
    public void onEnded(Call call, CallEnd end) {
        ended.complete(end);
    }

    @Override
    public void close() {
        audio.close();
        node.close();
        executor.shutdownNow();
    }
}
