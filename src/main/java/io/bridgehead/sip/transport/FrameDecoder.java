package io.bridgehead.sip.transport;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/** Reads frames of clients, which are masked, and knows whether it is in the midst of one. */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private boolean headerRead;

    FrameDecoder(int maxFrameBytes) {
        super(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(true).allowExtensions(false)
                .maxFramePayloadLength(maxFrameBytes).build());
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int frames = out.size();
        int before = in.readableBytes();
        super.decode(ctx, in, out);
        headerRead = out.size() == frames && (headerRead || in.readableBytes() < before);
    }

    /** Bytes held of a frame whose end has not come; at least 1 if there is such a frame. */
    int partialBytes() {
        return Math.max(actualReadableBytes(), headerRead ? 1 : 0);
    }
}
