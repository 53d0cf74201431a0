package io.bridgehead.sip.transport;

import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Upgrades HTTP connections to SIP over WebSocket (RFC 7118 section 4): path, sub-protocol and origin must be right. */
final class WebSocketUpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Origins origins;
    private final String scheme;
    private final Consumer<ChannelPipeline> upgraded;

    WebSocketUpgradeHandler(Listener listener, Consumer<ChannelPipeline> upgraded) {
        this.origins = listener.origins();
        this.scheme = listener.transport().isSecure() ? "https://" : "http://";
        this.upgraded = upgraded;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        WebSocketHandshake handshake = handshake(request);
        int status = request.decoderResult().isSuccess() ? handshake.status(origins) : HttpResponseStatus.BAD_REQUEST.code();
        if (status != SWITCHING_PROTOCOLS) {
            ctx.writeAndFlush(response(handshake, status)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ctx.writeAndFlush(response(handshake, status)).addListener(done -> {
            if (done.isSuccess()) {
                upgraded.accept(ctx.pipeline());
            } else {
                ctx.close();
            }
        });
    }

    private WebSocketHandshake handshake(FullHttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        return new WebSocketHandshake(request.method().name(), request.uri().split("\\?", 2)[0], request.headers()::getAll,
                host == null ? null : scheme + host);
    }

    private static FullHttpResponse response(WebSocketHandshake handshake, int status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status),
                Unpooled.EMPTY_BUFFER);
        handshake.answer(status).forEach(response.headers()::set);
        if (status != SWITCHING_PROTOCOLS) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
