package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;

/** One UDP listener. With epoll one system call reads and writes many datagrams. */
final class UdpSocket {
    /** Room for one datagram; what fills it is taken as cut off. */
    static final int SLOT = 8_192;
    private static final int LARGE_SLOT = 65_535;
    private static final int BATCH = 16;

    private final int index;
    private final Listener listener;
    private final Channel channel;
    private final BatchedWriter writer;
    private final UdpCredit credit;
    private final TransportCounters counters;

    private UdpSocket(int index, Listener listener, Channel channel, UdpCredit credit, TransportCounters counters) {
        this.index = index;
        this.listener = listener;
        this.channel = channel;
        this.writer = new BatchedWriter(channel);
        this.credit = credit;
        this.counters = counters;
    }

    static UdpSocket open(int index, Listener listener, ConnectionContext context, UdpCredit credit) {
        EventLoops loops = context.loops();
        TransportLimits limits = context.limits();
        boolean large = limits.maxUdpRequestBytes() >= SLOT;
        int slot = large ? LARGE_SLOT : SLOT;
        Bootstrap bootstrap = new Bootstrap().group(loops.group()).channelFactory(loops::newDatagramChannel)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(4 * limits.maxQueuedBytes(), 8 * limits.maxQueuedBytes()))
                .option(ChannelOption.SO_RCVBUF, 4 << 20).option(ChannelOption.SO_SNDBUF, 4 << 20);
        if (loops.isEpoll() && !large) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, slot).option(ChannelOption.RCVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(slot * BATCH));
        } else {
            bootstrap.option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(slot));
        }
        UdpHandler handler = new UdpHandler(context.inbound(), slot);
        ChannelFuture bound = bootstrap.handler(handler).bind(listener.host(), listener.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ListenException(listener, bound.cause());
        }
        UdpSocket socket = new UdpSocket(index, listener, bound.channel(), credit, context.counters());
        handler.start(socket);
        return socket;
    }

    int index() {
        return index;
    }

    Listener listener() {
        return listener;
    }

    Channel channel() {
        return channel;
    }

    UdpCredit credit() {
        return credit;
    }

    TransportCounters counters() {
        return counters;
    }

    BatchedWriter writer() {
        return writer;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }
}
