package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Opens TCP, TLS, WS and WSS connections. */
final class OutboundConnector {
    private final ConnectionContext context;
    /** Null if no outbound TLS is configured. */
    private final TlsContext tls;

    OutboundConnector(ConnectionContext context, TlsContext tls) {
        this.context = context;
        this.tls = tls;
    }

    /** Completes when the flow can be used, handshakes included; fails with a {@link TransportException}. */
    CompletableFuture<Flow> connect(Destination destination, InetSocketAddress address) {
        SipTransport transport = destination.transport();
        if (transport.isSecure() && tls == null) {
            return CompletableFuture.failedFuture(new TransportException("No trusted certificates for " + transport));
        }
        CompletableFuture<Flow> connected = new CompletableFuture<>();
        int queued = context.limits().maxQueuedBytes();
        new Bootstrap().group(context.loops().group()).channelFactory(context.loops()::newSocketChannel)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) context.limits().connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(queued / 2, queued))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        install(channel, destination, connected);
                    }
                }).connect(address).addListener(done -> {
                    if (!done.isSuccess()) {
                        connected.completeExceptionally(
                                new TransportException("Cannot connect to " + destination, done.cause()));
                    }
                });
        return connected;
    }

    private void install(Channel channel, Destination destination, CompletableFuture<Flow> connected) {
        SipTransport transport = destination.transport();
        SlowPeerGuard guard = new SlowPeerGuard(channel, context.limits(), context.counters());
        if (transport.isSecure()) {
            channel.pipeline().addLast(tlsHandler(channel, destination), new ServerIdentity(destination.host()));
        }
        ConnectionHandler handler = transport.isWebSocket()
                ? WebSocketPipeline.client(channel.pipeline(), context, transport, uri(destination), guard)
                : StreamPipeline.install(channel.pipeline(), context, transport, null, null, guard);
        channel.pipeline().addLast(new Ready(transport, handler, connected));
        channel.closeFuture().addListener(
                closed -> connected.completeExceptionally(new TransportException("Cannot connect to " + destination)));
    }

    private SslHandler tlsHandler(Channel channel, Destination destination) {
        SslHandler handler = tls.current().newHandler(channel.alloc(), destination.host(), destination.port());
        handler.setHandshakeTimeoutMillis(context.limits().connectTimeout().toMillis());
        return handler;
    }

    private static URI uri(Destination destination) {
        String host = destination.host().indexOf(':') >= 0 ? '[' + destination.host() + ']' : destination.host();
        return URI.create((destination.transport().isSecure() ? "wss://" : "ws://") + host + ':' + destination.port()
                + WebSocketHandshake.PATH);
    }

    /** Completes the future after the last handshake the transport needs. */
    private static final class Ready extends ChannelInboundHandlerAdapter {
        private final SipTransport transport;
        private final ConnectionHandler handler;
        private final CompletableFuture<Flow> connected;

        Ready(SipTransport transport, ConnectionHandler handler, CompletableFuture<Flow> connected) {
            this.transport = transport;
            this.handler = handler;
            this.connected = connected;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (transport == SipTransport.TCP) {
                connected.complete(handler.flow());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (transport == SipTransport.TLS && event instanceof SslHandshakeCompletionEvent tlsDone && tlsDone.isSuccess()
                    || event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                connected.complete(handler.flow());
            }
        }
    }
}
