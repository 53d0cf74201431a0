package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;

/** A peer that sends to one of our UDP sockets. Made per datagram and cheap; equal if socket and peer are. */
final class UdpFlow implements Flow {
    static final String ID_PREFIX = "udp/";
    private static final byte[] RESPONSE = "SIP/2.0 ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DATAGRAM = 65_507;
    private static final CompletionStage<Void> SENT = CompletableFuture.completedStage(null);

    private final UdpSocket socket;
    private final InetSocketAddress remote;

    UdpFlow(UdpSocket socket, InetSocketAddress remote) {
        this.socket = socket;
        this.remote = remote;
    }

    /** The same socket and address, but another port of the peer. */
    UdpFlow toPort(int port) {
        return new UdpFlow(socket, new InetSocketAddress(remote.getAddress(), port));
    }

    UdpSocket socket() {
        return socket;
    }

    @Override
    public String id() {
        return ID_PREFIX + socket.index() + '/' + remote.getAddress().getHostAddress() + '/' + remote.getPort();
    }

    @Override
    public SipTransport transport() {
        return SipTransport.UDP;
    }

    @Override
    public InetSocketAddress local() {
        return socket.address();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public boolean isOpen() {
        return socket.channel().isActive();
    }

    @Override
    public void onClose(Runnable action) {
        // nobody tells us when a UDP peer goes
    }

    @Override
    public CompletionStage<Void> send(byte[] message) {
        Channel channel = socket.channel();
        if (!channel.isActive()) {
            return CompletableFuture.failedStage(new TransportException("The UDP socket is closed"));
        }
        if (message.length > MAX_DATAGRAM) {
            return CompletableFuture.failedStage(new TransportException("Too large for UDP"));
        }
        if (!channel.isWritable()) {
            return CompletableFuture.failedStage(new TransportException("The UDP write queue is full"));
        }
        if (isResponse(message) && !socket.credit().spend(remote.getAddress(), message.length)) {
            socket.counters().refuse(Refusal.UDP_CREDIT);
            return SENT; // as lost on the way as any datagram may be
        }
        socket.counters().countSent(SipTransport.UDP);
        socket.writer().write(new DatagramPacket(Unpooled.wrappedBuffer(message), remote), channel.voidPromise());
        return SENT;
    }

    private static boolean isResponse(byte[] message) {
        return message.length > RESPONSE.length
                && Arrays.mismatch(message, 0, RESPONSE.length, RESPONSE, 0, RESPONSE.length) < 0;
    }

    @Override
    public void confirm() {
        socket.credit().confirm(remote.getAddress());
    }

    @Override
    public Executor executor() {
        return socket.channel().eventLoop();
    }

    @Override
    public void close() {
        // other peers use the socket too
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UdpFlow that && socket == that.socket && remote.equals(that.remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
