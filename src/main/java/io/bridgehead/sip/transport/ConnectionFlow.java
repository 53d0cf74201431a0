package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.bridgehead.sip.message.SipIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;

/** One TCP, TLS or WebSocket connection. */
final class ConnectionFlow implements Flow {
    private final String id;
    private final SipTransport transport;
    private final Channel channel;
    private final BatchedWriter writer;
    private final Executor executor;
    private final TransportCounters counters;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final InetAddress peer;
    /** Null for connections we opened. */
    private final Listener listener;
    private final Function<ByteBuf, Object> framing;
    private long pausedUntil;

    ConnectionFlow(ConnectionContext context, SipTransport transport, Channel channel, Listener listener, InetAddress peer,
            Function<ByteBuf, Object> framing) {
        this.id = transport.name().toLowerCase(Locale.ROOT) + '/' + SipIds.newTag();
        this.transport = transport;
        this.channel = channel;
        this.writer = new BatchedWriter(channel);
        this.executor = context.executor();
        this.counters = context.counters();
        this.listener = listener;
        this.framing = framing;
        this.local = (InetSocketAddress) channel.localAddress();
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.peer = peer != null ? peer : remote.getAddress();
    }

    Listener listener() {
        return listener;
    }

    /** Who is charged for what comes in: behind a reverse proxy the proxy's client. */
    InetAddress peer() {
        return peer;
    }

    /** Reads nothing for a while, so that TCP slows the peer down. On the event loop only. */
    void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        if (channel.config().isAutoRead()) {
            pausedUntil = until;
            channel.config().setAutoRead(false);
            resumeLater();
        } else if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    private void resumeLater() {
        channel.eventLoop().schedule(() -> {
            if (System.nanoTime() - pausedUntil < 0) {
                resumeLater();
            } else {
                channel.config().setAutoRead(true);
            }
        }, pausedUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SipTransport transport() {
        return transport;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public void onClose(Runnable action) {
        channel.closeFuture().addListener(closed -> executor.execute(action));
    }

    @Override
    public CompletionStage<Void> send(byte[] message) {
        if (!channel.isActive()) {
            return CompletableFuture.failedStage(new TransportException("The connection is closed"));
        }
        if (!channel.isWritable()) {
            return CompletableFuture.failedStage(new TransportException("The write queue of the connection is full"));
        }
        counters.countSent(transport);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        ChannelPromise promise = channel.newPromise();
        promise.addListener(done -> {
            if (done.isSuccess()) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(new TransportException("The connection broke", done.cause()));
            }
        });
        writer.write(framing.apply(Unpooled.wrappedBuffer(message)), promise);
        return sent;
    }

    @Override
    public Executor executor() {
        return channel.eventLoop();
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String toString() {
        return id;
    }
}
