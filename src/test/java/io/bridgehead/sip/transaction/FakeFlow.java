package io.bridgehead.sip.transaction;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TransportException;

/** A flow that keeps what is sent, with the time. */
final class FakeFlow implements Flow {
    record Sent(long at, SipMessage message) {
    }

    final List<Sent> sent = new ArrayList<>();
    boolean broken;
    private final SipTransport transport;
    private final ManualTimer clock;

    FakeFlow(SipTransport transport, ManualTimer clock) {
        this.transport = transport;
        this.clock = clock;
    }

    List<Long> times() {
        return sent.stream().map(Sent::at).toList();
    }

    SipMessage last() {
        return sent.get(sent.size() - 1).message();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public SipTransport transport() {
        return transport;
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("127.0.0.1", 5060);
    }

    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress("127.0.0.1", 5062);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void onClose(Runnable action) {
        // never closes
    }

    @Override
    public CompletionStage<Void> send(byte[] message) {
        if (broken) {
            return CompletableFuture.failedStage(new TransportException("broken"));
        }
        sent.add(new Sent(clock.now(), SipParser.parse(message)));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public void close() {
        broken = true;
    }
}
