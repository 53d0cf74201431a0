package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;

/** Accepts TCP, TLS, WS or WSS connections on one port. */
final class ConnectionListener extends ChannelInitializer<Channel> {
    private static final int BACKLOG = 1_024;

    private final ConnectionContext context;
    private final Listener listener;
    private final ConnectionLimiter limiter;
    private Channel server;

    ConnectionListener(ConnectionContext context, Listener listener, ConnectionLimiter limiter) {
        this.context = context;
        this.listener = listener;
        this.limiter = limiter;
    }

    void open() {
        int queued = context.limits().maxQueuedBytes();
        ChannelFuture bound = new ServerBootstrap().group(context.loops().group()).channel(context.loops().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(queued / 2, queued))
                .childHandler(this).bind(listener.host(), listener.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ListenException(listener, bound.cause());
        }
        server = bound.channel();
    }

    BoundAddress address() {
        return new BoundAddress(listener, (InetSocketAddress) server.localAddress());
    }

    @Override
    protected void initChannel(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null || !limiter.admit(channel, peer.getAddress())) {
            channel.close();
            return;
        }
        SlowPeerGuard guard = new SlowPeerGuard(channel, context.limits(), context.counters());
        guard.expectRequest();
        if (listener.tls() != null) {
            SslHandler tls = listener.tls().current().newHandler(channel.alloc());
            tls.setHandshakeTimeout(context.limits().firstRequestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(new RenegotiationGuard(), tls);
        }
        if (listener.transport().isWebSocket()) {
            WebSocketPipeline.server(channel.pipeline(), context, listener, peer.getAddress(), guard);
        } else {
            StreamPipeline.install(channel.pipeline(), context, listener.transport(), listener, peer.getAddress(), guard);
        }
    }
}
