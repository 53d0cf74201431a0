package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.function.Function;

import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;

/** The end of a connection's pipeline: makes the flow and takes whole messages, whatever carried them. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final byte[] PONG = { '\r', '\n' };

    private final ConnectionContext context;
    private final SipTransport transport;
    private final Listener listener;
    private final InetAddress peer;
    private final Function<ByteBuf, Object> framing;
    private final SlowPeerGuard guard;
    private ConnectionFlow flow;

    /**
     * @param listener null for connections we opened
     * @param peer who is charged for the requests; null for the other end of the connection
     * @param framing wraps the bytes of a message for the handlers before this one
     */
    ConnectionHandler(ConnectionContext context, SipTransport transport, Listener listener, InetAddress peer,
            Function<ByteBuf, Object> framing, SlowPeerGuard guard) {
        this.context = context;
        this.transport = transport;
        this.listener = listener;
        this.peer = peer;
        this.framing = framing;
        this.guard = guard;
    }

    ConnectionFlow flow() {
        return flow;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            start(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        start(ctx);
        ctx.fireChannelActive();
    }

    private void start(ChannelHandlerContext ctx) {
        if (flow == null) {
            flow = new ConnectionFlow(context, transport, ctx.channel(), listener, peer, framing);
            context.flows().add(flow);
            ctx.channel().closeFuture().addListener(closed -> context.flows().remove(flow));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        if (received instanceof SipMessage message) {
            guard.messageComplete();
            if (context.inbound().message(message, flow, 0)) {
                guard.requestSeen();
            }
        } else if (received == KeepAlive.PING) {
            guard.messageComplete();
            ctx.writeAndFlush(framing.apply(Unpooled.wrappedBuffer(PONG)));
        } else if (received instanceof StreamFailure failure) {
            refuse(ctx, failure);
        } else {
            ctx.fireChannelRead(received);
        }
    }

    private void refuse(ChannelHandlerContext ctx, StreamFailure failure) {
        if (failure.message() instanceof SipRequest request) {
            context.inbound().refuse(request, failure.problem(), flow, Integer.MAX_VALUE);
        } else {
            context.inbound().garbage();
        }
        // Queued behind the answer, which the batched writer flushes from the event loop too.
        ctx.channel().eventLoop().execute(
                () -> ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        context.inbound().failed(cause);
        ctx.close();
    }
}
