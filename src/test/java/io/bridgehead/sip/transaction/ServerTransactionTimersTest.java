package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

class ServerTransactionTimersTest {
    private final ManualTimer clock = new ManualTimer();
    private final FakeFlow udp = new FakeFlow(SipTransport.UDP, clock);
    private final FakeFlow tcp = new FakeFlow(SipTransport.TCP, clock);
    private final TransactionContext context = new TransactionContext(SipTimers.DEFAULT, clock, Runnable::run);
    private final TransactionLayer layer = new TransactionLayer(context, 100, 1 << 20, true, (response, flow) -> true);
    private final List<ServerTransaction> begun = new ArrayList<>();
    private final List<SipRequest> acks = new ArrayList<>();
    private final List<Throwable> ends = new ArrayList<>();

    @BeforeEach
    void listen() {
        layer.setHandler(new SipHandler() {
            @Override
            public void onRequest(ServerTransaction transaction) {
                begun.add(transaction);
                transaction.onTerminated(ends::add);
            }

            @Override
            public void onStrayAck(SipRequest ack, Flow flow) {
                acks.add(ack);
            }
        });
    }

    private static SipRequest received(String method) {
        return follow(TestStacks.request(method), method, "z9hG4bKserver");
    }

    private static SipRequest follow(SipRequest first, String method, String branch) {
        SipRequest request = TestStacks.request(method);
        request.setHeader("Call-ID", first.callId());
        request.setHeader("From", first.header("From"));
        request.setHeader("Via", "SIP/2.0/UDP 127.0.0.1:5062;rport=5062;branch=" + branch);
        return request;
    }

    private List<Integer> statuses(FakeFlow flow) {
        return flow.sent.stream().map(sent -> ((SipResponse) sent.message()).status()).toList();
    }

    @Test
    @Feature("A006")
    void answersARepeatedMessageWithTheSameBytesAndTellsTheUserOnce() {
        SipRequest message = received("MESSAGE");
        layer.onRequest(message, udp);
        layer.onRequest(message.copy(), udp);
        assertThat(begun).hasSize(1);
        assertThat(udp.sent).isEmpty();
        begun.get(0).respond(100);
        layer.onRequest(message.copy(), udp);
        begun.get(0).respond(202);
        layer.onRequest(message.copy(), udp);
        clock.advance(31_999);
        layer.onRequest(message.copy(), udp);
        assertThat(statuses(udp)).containsExactly(100, 100, 202, 202, 202);
        assertThat(udp.sent.get(4).message().toText()).isEqualTo(udp.sent.get(2).message().toText());
        assertThat(begun).hasSize(1);
        clock.advance(1);
        assertThat(context.servers()).isEmpty();
        assertThat(context.serversByRequest()).isEmpty();
        assertThat(ends).containsExactly((Throwable) null);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void forgetsAnAnsweredMessageAtOnceOverReliableTransports() {
        layer.onRequest(received("MESSAGE"), tcp);
        begun.get(0).respond(200);
        begun.get(0).respond(500);
        assertThat(statuses(tcp)).containsExactly(200);
        assertThat(context.servers()).isEmpty();
        assertThat(clock.pending()).isZero();
        assertThat(context.inFlight()).hasValue(0);
    }

    @Test
    void forgetsARequestThatNobodyAnswers() {
        layer.onRequest(received("MESSAGE"), udp);
        clock.advance(64_000);
        assertThat(context.servers()).isEmpty();
        assertThat(context.inFlight()).hasValue(0);
        assertThat(ends).hasSize(1).doesNotContainNull();
    }

    @Test
    void answersAnInvite100After200Milliseconds() {
        layer.onRequest(received("INVITE"), udp);
        clock.advance(199);
        assertThat(udp.sent).isEmpty();
        clock.advance(1);
        assertThat(statuses(udp)).containsExactly(100);
    }

    @Test
    void repeatsARefusalUntilTheAckComes() {
        SipRequest invite = received("INVITE");
        layer.onRequest(invite, udp);
        begun.get(0).respond(486);
        clock.advance(9_000);
        assertThat(udp.times()).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L);
        layer.onRequest(follow(invite, "ACK", "z9hG4bKserver"), udp);
        clock.advance(30_000);
        assertThat(udp.sent).hasSize(5);
        assertThat(acks).isEmpty();
        assertThat(ends).containsExactly((Throwable) null);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void reportsTheAckThatNeverCame() {
        layer.onRequest(received("INVITE"), udp);
        begun.get(0).respond(486);
        clock.advance(32_000);
        assertThat(udp.times()).last().isEqualTo(31_500L);
        assertThat(ends).hasSize(1).doesNotContainNull();
        assertThat(context.servers()).isEmpty();
    }

    @Test
    void absorbsTheInviteAndLetsTheUserRepeatA2xxForTimerL() {
        SipRequest invite = received("INVITE");
        layer.onRequest(invite, udp);
        ServerTransaction call = begun.get(0);
        SipResponse ok = call.request().createResponse(200);
        call.respond(ok);
        layer.onRequest(invite.copy(), udp);
        assertThat(udp.sent).hasSize(1);
        call.respond(ok);
        call.respond(486);
        assertThat(statuses(udp)).containsExactly(200, 200);
        layer.onRequest(follow(invite, "ACK", "z9hG4bKother"), udp);
        assertThat(acks).hasSize(1);
        call.onAck(acks::add);
        layer.onRequest(follow(invite, "ACK", "z9hG4bKother"), udp);
        assertThat(acks).hasSize(2);
        clock.advance(32_000);
        assertThat(context.servers()).isEmpty();
        assertThat(begun).hasSize(1);
    }

    @Test
    void answersACancelAndTellsTheUserAlsoIfHeAsksLate() {
        SipRequest invite = received("INVITE");
        layer.onRequest(invite, tcp);
        layer.onRequest(follow(invite, "CANCEL", "z9hG4bKserver"), tcp);
        layer.onRequest(follow(invite, "CANCEL", "z9hG4bKserver"), tcp);
        List<SipRequest> cancels = new ArrayList<>();
        begun.get(0).onCancel(cancels::add);
        assertThat(cancels).hasSize(1);
        begun.get(0).respond(487);
        assertThat(statuses(tcp)).containsExactly(200, 200, 487);
        assertThat(tcp.sent.get(0).message().to().tag()).isEqualTo(tcp.sent.get(2).message().to().tag());
    }

    @Test
    void answers481ToACancelForNothing() {
        layer.onRequest(received("CANCEL"), tcp);
        assertThat(statuses(tcp)).containsExactly(481);
        assertThat(begun).isEmpty();
    }

    @Test
    void aCancelAfterTheAnswerChangesNothing() {
        SipRequest invite = received("INVITE");
        layer.onRequest(invite, tcp);
        begun.get(0).respond(200);
        layer.onRequest(follow(invite, "CANCEL", "z9hG4bKserver"), tcp);
        assertThat(statuses(tcp)).containsExactly(200, 200);
        assertThat(begun.get(0).isCancelled()).isFalse();
    }

    @Test
    void tellsPeersOfRfc2543ApartWithoutABranch() {
        SipRequest first = received("MESSAGE");
        first.setHeader("Via", "SIP/2.0/TCP old.example.com");
        SipRequest second = received("MESSAGE");
        second.setHeader("Via", "SIP/2.0/TCP old.example.com;branch=z9hG4bK");
        layer.onRequest(first, tcp);
        layer.onRequest(second, tcp);
        layer.onRequest(first.copy(), tcp);
        assertThat(begun).hasSize(2);
    }

    @Test
    void answersStrangersOnlyOnceIfTheUserWantsIt() {
        layer.onRequest(received("INVITE"), udp);
        ServerTransaction call = begun.get(0);
        call.respondStateless(call.request().createResponse(401));
        clock.advance(60_000);
        assertThat(statuses(udp)).containsExactly(401);
        assertThat(context.servers()).isEmpty();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void reportsThatAnAnswerCouldNotBeSent() {
        layer.onRequest(received("MESSAGE"), tcp);
        tcp.broken = true;
        begun.get(0).respond(200);
        assertThat(ends).hasSize(1).doesNotContainNull();
    }

    @Test
    void letsAChallengedRequestComeAgainWithTheSameCSeq() {
        SipRequest first = received("MESSAGE");
        layer.onRequest(first, udp);
        begun.get(0).respond(407);
        layer.onRequest(follow(first, "MESSAGE", "z9hG4bKagain"), udp);
        assertThat(begun).hasSize(2);
        layer.onRequest(follow(first, "MESSAGE", "z9hG4bKforked"), udp);
        assertThat(begun).hasSize(2);
        assertThat(statuses(udp)).containsExactly(407, 482);
    }

    @Test
    void refusesRequestsWhenTheExecutorTakesNoMore() {
        TransactionContext full = new TransactionContext(SipTimers.DEFAULT, clock, callback -> {
            throw new RejectedExecutionException("full");
        });
        TransactionLayer overloaded = new TransactionLayer(full, 100, 1 << 20, true, (response, flow) -> true);
        overloaded.setHandler(begun::add);
        overloaded.onRequest(received("MESSAGE"), tcp);
        assertThat(statuses(tcp)).containsExactly(503);
        assertThat(full.inFlight()).hasValue(0);
    }
}
