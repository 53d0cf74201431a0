package io.bridgehead.sip.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Takes messages from any thread and writes all that are waiting with one flush, so that many share one system call. */
final class BatchedWriter implements Runnable {

    private record Write(Object message, ChannelPromise promise) {
    }

    private final Channel channel;
    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    BatchedWriter(Channel channel) {
        this.channel = channel;
    }

    void write(Object message, ChannelPromise promise) {
        waiting.add(new Write(message, promise));
        if (!scheduled.getAndSet(true)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            channel.eventLoop().execute(this);
        } catch (RejectedExecutionException closing) {
            for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
                ReferenceCountUtil.release(write.message);
                write.promise.tryFailure(closing);
            }
        }
    }

    @Override
    public void run() {
        scheduled.set(false); // before emptying: what is added from here on is either seen below or schedules again
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            channel.write(write.message, write.promise);
        }
        channel.flush();
    }
}
