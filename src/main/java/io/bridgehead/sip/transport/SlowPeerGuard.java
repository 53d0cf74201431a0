package io.bridgehead.sip.transport;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;

/**
 * Closes connections that hold a place without using it: no whole request soon after they were accepted, or a message begun
 * and not finished. Used on the channel's event loop only.
 */
final class SlowPeerGuard {
    private final Channel channel;
    private final TransportLimits limits;
    private final TransportCounters counters;
    private ScheduledFuture<?> firstRequest;
    private ScheduledFuture<?> partialMessage;

    SlowPeerGuard(Channel channel, TransportLimits limits, TransportCounters counters) {
        this.channel = channel;
        this.limits = limits;
        this.counters = counters;
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

    /** Part of a message is here. */
    void messageBegun() {
        if (partialMessage == null) {
            partialMessage = closeAfter(limits.partialMessageTimeout().toMillis());
        }
    }

    void messageComplete() {
        if (partialMessage != null) {
            partialMessage.cancel(false);
            partialMessage = null;
        }
    }

    private ScheduledFuture<?> closeAfter(long millis) {
        return channel.eventLoop().schedule(() -> {
            counters.refused.increment();
            channel.close();
        }, millis, TimeUnit.MILLISECONDS);
    }
}
