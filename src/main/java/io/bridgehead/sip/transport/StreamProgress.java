package io.bridgehead.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells the guard, after each read, whether the decoder before it holds part of a message. */
final class StreamProgress extends ChannelInboundHandlerAdapter {
    private final SipStreamDecoder decoder;
    private final SlowPeerGuard guard;

    StreamProgress(SipStreamDecoder decoder, SlowPeerGuard guard) {
        this.decoder = decoder;
        this.guard = guard;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        guard.partial(decoder.partialBytes());
        ctx.fireChannelReadComplete();
    }
}
