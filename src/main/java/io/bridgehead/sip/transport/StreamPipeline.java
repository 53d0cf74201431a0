package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;

/** The handlers of a TCP or TLS connection behind the TLS handler. */
final class StreamPipeline {

    private StreamPipeline() {
    }

    static ConnectionHandler install(ChannelPipeline pipeline, ConnectionContext context, SipTransport transport,
            Listener listener, InetAddress peer, SlowPeerGuard guard) {
        SipStreamDecoder decoder = new SipStreamDecoder(context.inbound().parser(), context.messageLimits());
        ConnectionHandler handler = new ConnectionHandler(context, transport, listener, peer, bytes -> bytes, guard);
        IdleStateHandler idle = new IdleStateHandler(context.limits().idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        pipeline.addLast(idle, decoder, new StreamProgress(decoder, guard), handler);
        return handler;
    }
}
