package io.bridgehead.sip.transport;

import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/** Turns datagrams into messages. Answers the double CRLF some clients keep their NAT open with; garbage gets no answer. */
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final byte[] PING = { '\r', '\n', '\r', '\n' };
    private static final byte[] PONG = { '\r', '\n' };

    private final Inbound inbound;
    private final int slot;
    private volatile UdpSocket socket;

    UdpHandler(Inbound inbound, int slot) {
        this.inbound = inbound;
        this.slot = slot;
    }

    void start(UdpSocket opened) {
        socket = opened;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
        UdpSocket from = socket;
        ByteBuf content = datagram.content();
        if (from == null || datagram.sender().getPort() == 0) {
            return;
        }
        from.credit().received(datagram.sender().getAddress(), content.readableBytes());
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        UdpFlow flow = new UdpFlow(from, datagram.sender());
        if (isKeepAlive(bytes)) {
            if (Arrays.equals(bytes, PING)) {
                flow.send(PONG);
            }
        } else {
            inbound.datagram(bytes, bytes.length >= slot, flow);
        }
    }

    /** Also what other clients send to keep a NAT open: a few zero bytes or line breaks. */
    private static boolean isKeepAlive(byte[] bytes) {
        if (bytes.length > PING.length) {
            return false;
        }
        for (byte b : bytes) {
            if (b != '\r' && b != '\n' && b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        inbound.failed(cause); // e.g. an ICMP error of some peer: the socket serves the others on
    }
}
