package io.bridgehead.sip.transport;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;

/** Writes from any thread and flushes once for all that was written meanwhile, so that many messages share one system call. */
final class BatchedWriter implements Runnable {
    private final Channel channel;
    private final AtomicBoolean flushPending = new AtomicBoolean();

    BatchedWriter(Channel channel) {
        this.channel = channel;
    }

    void write(Object message, ChannelPromise promise) {
        channel.write(message, promise);
        if (!flushPending.getAndSet(true)) {
            channel.eventLoop().execute(this);
        }
    }

    @Override
    public void run() {
        flushPending.set(false);
        channel.flush();
    }
}
