package io.bridgehead.sip.transport;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Finds out which WebSocket peers are gone. Only frames received count: what we send, the network may swallow for many minutes.
 * It also keeps NATs and proxies between us open, most of which forget a connection after a minute of silence.
 */
final class WebSocketLiveness extends IdleStateHandler {
    private static final int MAX_UNANSWERED = 3;

    private final TransportCounters counters;
    private final boolean pings;
    private int unanswered;

    WebSocketLiveness(TransportLimits limits, TransportCounters counters) {
        super((limits.webSocketPing().isZero() ? limits.idleTimeout() : limits.webSocketPing()).toMillis(), 0, 0,
                TimeUnit.MILLISECONDS);
        this.counters = counters;
        this.pings = !limits.webSocketPing().isZero();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) throws Exception {
        unanswered = 0;
        super.channelRead(ctx, frame);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (pings && unanswered < MAX_UNANSWERED) {
            unanswered++;
            counters.pings.increment();
            ctx.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        } else {
            ctx.close();
        }
    }
}
