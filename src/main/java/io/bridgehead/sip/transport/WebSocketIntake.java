package io.bridgehead.sip.transport;

import java.net.InetAddress;

import io.netty.channel.Channel;

/** Takes over WebSocket connections that a web server of the same process has accepted, so that both share its port. */
public final class WebSocketIntake {
    private final ConnectionContext context;
    private final Listener listener;
    private final ConnectionLimiter limiter;

    WebSocketIntake(ConnectionContext context, Listener listener, ConnectionLimiter limiter) {
        this.context = context;
        this.listener = listener;
        this.limiter = limiter;
    }

    /** From which pages connections are admitted. */
    public Origins origins() {
        return listener.origins();
    }

    /**
     * Begins to speak SIP after the server has answered 101. Above a limit the connection is closed.
     *
     * @param channel on whose event loop this is called
     * @param before name of the server's last handler, which gets nothing but the end of the connection
     * @param peer who is charged for it; behind a reverse proxy the proxy's client
     */
    public void adopt(Channel channel, String before, InetAddress peer) {
        SlowPeerGuard guard = new SlowPeerGuard(channel, context.limits(), context.counters());
        if (!limiter.admit(channel, peer)) {
            channel.close();
            return;
        }
        guard.expectRequest();
        WebSocketPipeline.adopted(channel.pipeline(), before, context, listener, peer, guard);
        channel.config().setAutoRead(true);
    }
}
