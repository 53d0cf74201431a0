package io.bridgehead.sip.transport;

import java.net.URI;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.CharsetUtil;

/** The handlers of a WebSocket connection (RFC 7118) behind the TLS handler. */
final class WebSocketPipeline {
    static final String PATH = "/sip";
    static final String SUB_PROTOCOL = "sip";
    /** The name Netty's handshake gives its decoder. */
    private static final String FRAME_DECODER = "wsdecoder";
    private static final int MAX_HTTP_LINE = 2_048;
    private static final int MAX_HTTP_HEADER = 8_192;
    private static final int MAX_HTTP_BODY = 1_024;

    private WebSocketPipeline() {
    }

    static void server(ChannelPipeline pipeline, ConnectionContext context, Listener listener, SlowPeerGuard guard) {
        pipeline.addLast(new HttpServerCodec(MAX_HTTP_LINE, MAX_HTTP_HEADER, MAX_HTTP_HEADER),
                new HttpObjectAggregator(MAX_HTTP_BODY),
                new WebSocketUpgradeHandler(listener.allowedOrigins(), context.messageLimits().maxMessageBytes(),
                        ready -> {
                            ready.addBefore(FRAME_DECODER, null, new FrameProgress(guard));
                            frames(ready, context, listener.transport(), listener, guard);
                        }));
    }

    /** Replaces the HTTP handlers' job once the upgrade is done. */
    private static ConnectionHandler frames(ChannelPipeline pipeline, ConnectionContext context, SipTransport transport,
            Listener listener, SlowPeerGuard guard) {
        ConnectionHandler handler = new ConnectionHandler(context, transport, listener, WebSocketPipeline::frame, guard);
        pipeline.addLast(StreamPipeline.idle(context),
                new WebSocketFrameHandler(context.inbound(), context.messageLimits().maxMessageBytes(), guard), handler);
        return handler;
    }

    static ConnectionHandler client(ChannelPipeline pipeline, ConnectionContext context, SipTransport transport, URI uri,
            SlowPeerGuard guard) {
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_HTTP_HEADER),
                new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder().webSocketUri(uri)
                        .subprotocol(SUB_PROTOCOL).maxFramePayloadLength(context.messageLimits().maxMessageBytes())
                        .handshakeTimeoutMillis(context.limits().connectTimeout().toMillis()).build()));
        return frames(pipeline, context, transport, null, guard);
    }

    /** Tells the guard that a frame may have begun; the frame handler tells it when one is whole. */
    private static final class FrameProgress extends ChannelInboundHandlerAdapter {
        private final SlowPeerGuard guard;

        FrameProgress(SlowPeerGuard guard) {
            this.guard = guard;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            guard.messageBegun();
            ctx.fireChannelRead(bytes);
        }
    }

    /** Text if it is, so that browsers can show it; otherwise binary, because a browser closes on text that is not UTF-8. */
    private static Object frame(ByteBuf bytes) {
        return ByteBufUtil.isText(bytes, CharsetUtil.UTF_8) ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes);
    }
}
