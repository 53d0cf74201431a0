package io.bridgehead.sip.transport;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Upgrades HTTP connections to SIP over WebSocket (RFC 7118 section 4): path, sub-protocol and origin must be right. */
final class WebSocketUpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Set<String> allowedOrigins;
    private final int maxFrameBytes;
    private final Consumer<ChannelPipeline> upgraded;

    WebSocketUpgradeHandler(Set<String> allowedOrigins, int maxFrameBytes, Consumer<ChannelPipeline> upgraded) {
        this.allowedOrigins = allowedOrigins;
        this.maxFrameBytes = maxFrameBytes;
        this.upgraded = upgraded;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpResponseStatus refusal = refusal(request);
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(WebSocketPipeline.PATH,
                WebSocketPipeline.SUB_PROTOCOL,
                WebSocketDecoderConfig.newBuilder().allowExtensions(false).maxFramePayloadLength(maxFrameBytes).build())
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        handshaker.handshake(ctx.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                upgraded.accept(ctx.pipeline());
                ctx.pipeline().remove(this);
            } else {
                ctx.close();
            }
        });
    }

    private HttpResponseStatus refusal(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess() || !request.method().equals(HttpMethod.GET)) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        int query = request.uri().indexOf('?');
        if (!(query < 0 ? request.uri() : request.uri().substring(0, query)).equals(WebSocketPipeline.PATH)) {
            return HttpResponseStatus.NOT_FOUND;
        }
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                || !request.headers().containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, WebSocketPipeline.SUB_PROTOCOL,
                        true)) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        return isOriginAllowed(request.headers().get(HttpHeaderNames.ORIGIN)) ? null : HttpResponseStatus.FORBIDDEN;
    }

    /** Browsers always send an Origin; who sends none is not a page somebody was lured to. */
    private boolean isOriginAllowed(String origin) {
        return allowedOrigins.isEmpty() || origin == null || allowedOrigins.contains(origin)
                || allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static void refuse(ChannelHandlerContext ctx, HttpResponseStatus status) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
