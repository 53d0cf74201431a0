package io.bridgehead.sip.transport;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * Closes connections that hold a place or memory without using it: no whole request soon after they were accepted, a message
 * begun and not finished in time, or begun when those of all connections together hold too much. Used on the channel's event
 * loop only.
 */
final class SlowPeerGuard {
    private final Channel channel;
    private final TransportLimits limits;
    private final TransportCounters counters;
    private ScheduledFuture<?> firstRequest;
    private ScheduledFuture<?> partialMessage;
    private int held;

    SlowPeerGuard(Channel channel, TransportLimits limits, TransportCounters counters) {
        this.channel = channel;
        this.limits = limits;
        this.counters = counters;
        channel.closeFuture().addListener(closed -> hold(0));
    }

    /** From now on a first request is waited for. */
    void expectRequest() {
        firstRequest = closeAfter(limits.firstRequestTimeout().toMillis());
    }

    void requestSeen() {
        if (firstRequest != null) {
            firstRequest.cancel(false);
            firstRequest = null;
        }
    }

    /** Of the message now coming in that many bytes are here; 0 for none. */
    void partial(int bytes) {
        if (bytes == 0) {
            messageComplete();
            return;
        }
        if (partialMessage == null) {
            partialMessage = closeAfter(limits.partialMessageTimeout().toMillis());
        }
        hold(bytes);
        if (counters.partialBytes.get() > limits.maxPartialBytes()) {
            counters.refuse(Refusal.PARTIAL_BYTES);
            channel.close();
        }
    }

    void messageComplete() {
        hold(0);
        if (partialMessage != null) {
            partialMessage.cancel(false);
            partialMessage = null;
        }
    }

    private void hold(int bytes) {
        if (held != bytes) {
            counters.partialBytes.addAndGet(bytes - held);
            held = bytes;
        }
    }

    private ScheduledFuture<?> closeAfter(long millis) {
        return channel.eventLoop().schedule(() -> {
            counters.refuse(Refusal.TOO_SLOW);
            channel.close();
        }, millis, TimeUnit.MILLISECONDS);
    }
}
