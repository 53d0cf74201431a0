package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The one thread of the load generator: reads all connections and does, once a millisecond, what is due. */
final class EventLoop implements Runnable, AutoCloseable {

    private static final int CALL_SECONDS = 60;
    private static final int INPUT = 1 << 18;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<LongConsumer> ticks = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this, "load");
    /** What a line reads; shared, since there are many lines and one thread. */
    private final ByteBuffer input = ByteBuffer.allocate(INPUT);
    private volatile boolean closed;
    /** What ended the loop before its time. */
    private volatile Exception failure;

    EventLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    /** Opens a connection or UDP socket; to be called on the loop. */
    Line open(Transport transport, InetSocketAddress local, InetSocketAddress remote, Line.Listener listener) {
        try {
            return switch (transport) {
                case UDP -> UdpLine.open(selector, local, remote, listener);
                case TCP -> TcpLine.open(selector, local, remote, listener);
                case WS -> WebSocketLine.open(selector, local, remote, listener);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something about once a millisecond, with the present {@link System#nanoTime}. */
    void onTick(LongConsumer tick) {
        ticks.add(tick);
    }

    /** Runs something on the loop and waits for what it gives. */
    <T> T call(Supplier<T> task) {
        if (failure != null) {
            throw new IllegalStateException("The load generator failed", failure);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        selector.wakeup();
        return result.orTimeout(CALL_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                selector.select(this::ready, 1);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                long now = System.nanoTime();
                for (LongConsumer tick : ticks) {
                    tick.accept(now);
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void ready(SelectionKey key) {
        input.clear();
        try {
            ((Line) key.attachment()).ready(key, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                ((Line) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
