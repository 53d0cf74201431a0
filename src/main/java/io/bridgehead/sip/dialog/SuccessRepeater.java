package io.bridgehead.sip.dialog;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;

/** Sends a 2xx to an INVITE until its ACK comes (RFC 3261 section 13.3.1.4): after T1, doubling up to T2, for 64 × T1. */
final class SuccessRepeater {

    private static final long T1 = 500;
    private static final long T2 = 4_000;

    private final SipNode node;
    private final ServerTransaction transaction;
    private final SipResponse response;
    private final Consumer<SipRequest> onAck;
    private final Runnable onTimeout;
    private Future<?> next;
    private long interval = T1;
    private long elapsed;
    private boolean done;

    SuccessRepeater(SipNode node, ServerTransaction transaction, SipResponse response, Consumer<SipRequest> onAck,
            Runnable onTimeout) {
        this.node = node;
        this.transaction = transaction;
        this.response = response;
        this.onAck = onAck;
        this.onTimeout = onTimeout;
    }

    synchronized void start() {
        transaction.onAck(this::acknowledged);
        transaction.respond(response.copy());
        next = node.schedule(Duration.ofMillis(interval), this::repeat);
    }

    /** Takes an ACK, from the transaction or found by its dialog; one for another INVITE is ignored. */
    void acknowledged(SipRequest ack) {
        synchronized (this) {
            if (done || ack.cseq().number() != transaction.request().cseq().number()) {
                return;
            }
            done = true;
            next.cancel(false);
        }
        onAck.accept(ack);
    }

    private void repeat() {
        synchronized (this) {
            if (done) {
                return;
            }
            elapsed += interval;
            if (elapsed < 64 * T1) {
                interval = Math.min(2 * interval, T2);
                transaction.respond(response.copy());
                next = node.schedule(Duration.ofMillis(interval), this::repeat);
                return;
            }
            done = true;
        }
        onTimeout.run();
    }
}
