package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.URI;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.CharsetUtil;

/** The handlers of a WebSocket connection (RFC 7118) behind the TLS handler. */
final class WebSocketPipeline {
    private static final int MAX_HTTP_LINE = 2_048;
    private static final int MAX_HTTP_HEADER = 8_192;
    private static final int MAX_HTTP_BODY = 1_024;

    private WebSocketPipeline() {
    }

    static void server(ChannelPipeline pipeline, ConnectionContext context, Listener listener, InetAddress peer,
            SlowPeerGuard guard) {
        HttpServerCodec http = new HttpServerCodec(MAX_HTTP_LINE, MAX_HTTP_HEADER, MAX_HTTP_HEADER);
        HttpObjectAggregator whole = new HttpObjectAggregator(MAX_HTTP_BODY);
        ChannelHandler[] upgrade = new ChannelHandler[1];
        upgrade[0] = new WebSocketUpgradeHandler(listener, ready -> {
            server(ready::addLast, context, listener, peer, guard);
            ready.remove(upgrade[0]);
            ready.remove(whole);
            ready.remove(http); // last: hands on what came behind the handshake
        });
        pipeline.addLast(http, whole, upgrade[0]);
    }

    /** After an upgrade by another web server, whose last handler stays at the end. */
    static void adopted(ChannelPipeline pipeline, String before, ConnectionContext context, Listener listener,
            InetAddress peer, SlowPeerGuard guard) {
        server(handler -> pipeline.addBefore(before, null, handler), context, listener, peer, guard);
    }

    private static void server(Consumer<ChannelHandler> add, ConnectionContext context, Listener listener, InetAddress peer,
            SlowPeerGuard guard) {
        FrameDecoder decoder = new FrameDecoder(context.messageLimits().maxMessageBytes());
        add.accept(new WebSocket13FrameEncoder(false)); // first: the decoder itself sends what closes a broken connection
        add.accept(decoder);
        frames(add, context, listener.transport(), listener, peer, decoder, guard);
    }

    static ConnectionHandler client(ChannelPipeline pipeline, ConnectionContext context, SipTransport transport, URI uri,
            SlowPeerGuard guard) {
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_HTTP_HEADER),
                new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder().webSocketUri(uri)
                        .subprotocol(WebSocketHandshake.SUB_PROTOCOL)
                        // RFC 6455 section 4.1: only browsers say where a page is from, and a proxy that ends TLS changes our scheme.
                        .generateOriginHeader(false)
                        .maxFramePayloadLength(context.messageLimits().maxMessageBytes())
                        .handshakeTimeoutMillis(context.limits().connectTimeout().toMillis()).build()));
        return frames(pipeline::addLast, context, transport, null, null, null, guard);
    }

    private static ConnectionHandler frames(Consumer<ChannelHandler> add, ConnectionContext context, SipTransport transport,
            Listener listener, InetAddress peer, FrameDecoder decoder, SlowPeerGuard guard) {
        ConnectionHandler handler = new ConnectionHandler(context, transport, listener, peer, WebSocketPipeline::frame, guard);
        add.accept(new WebSocketLiveness(context.limits(), context.counters()));
        add.accept(new WebSocketFrameHandler(context.inbound(), decoder,
                context.messageLimits().maxMessageBytes(), guard));
        add.accept(handler);
        return handler;
    }

    /** Text if it is, so that browsers can show it; otherwise binary, because a browser closes on text that is not UTF-8. */
    private static Object frame(ByteBuf bytes) {
        return ByteBufUtil.isText(bytes, CharsetUtil.UTF_8) ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes);
    }
}
