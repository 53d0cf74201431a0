package io.bridgehead.sip.transport;

import io.bridgehead.sip.message.SipParseException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Joins fragments to messages, one SIP message each, and answers ping and close. */
final class WebSocketFrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int KEEP_ALIVE_BYTES = 4;

    private final Inbound inbound;
    /** Null for connections we opened. */
    private final FrameDecoder decoder;
    private final int maxMessageBytes;
    private final SlowPeerGuard guard;
    private ByteBuf fragments;

    WebSocketFrameHandler(Inbound inbound, FrameDecoder decoder, int maxMessageBytes, SlowPeerGuard guard) {
        this.inbound = inbound;
        this.decoder = decoder;
        this.maxMessageBytes = maxMessageBytes;
        this.guard = guard;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        } else if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame) {
            data(ctx, frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        guard.partial((decoder == null ? 0 : decoder.partialBytes()) + (fragments == null ? 0 : 1 + fragments.readableBytes()));
        ctx.fireChannelReadComplete();
    }

    private void data(ChannelHandlerContext ctx, WebSocketFrame frame) {
        int before = fragments == null ? 0 : fragments.readableBytes();
        if (before + frame.content().readableBytes() > maxMessageBytes) {
            inbound.garbage();
            ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (frame.isFinalFragment() && fragments == null) {
            message(ctx, frame.content());
        } else {
            if (fragments == null) {
                fragments = ctx.alloc().buffer(frame.content().readableBytes());
            }
            fragments.writeBytes(frame.content());
            if (frame.isFinalFragment()) {
                ByteBuf whole = fragments;
                fragments = null;
                try {
                    message(ctx, whole);
                } finally {
                    whole.release();
                }
            }
        }
    }

    private void message(ChannelHandlerContext ctx, ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        if (isLineBreaks(bytes)) {
            if (bytes.length == KEEP_ALIVE_BYTES) {
                ctx.fireChannelRead(KeepAlive.PING);
            }
            return;
        }
        try {
            ctx.fireChannelRead(inbound.parser().parseDatagram(bytes));
        } catch (SipParseException e) {
            inbound.garbage();
        }
    }

    private static boolean isLineBreaks(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return bytes.length <= KEEP_ALIVE_BYTES;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }
}
