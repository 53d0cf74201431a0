package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** A UDP socket. */
final class UdpLine extends Line {

    private static final int BUFFER = 1 << 20;

    private final DatagramChannel channel;
    private final SocketAddress remote;

    private UdpLine(DatagramChannel channel, SocketAddress remote, Listener listener) throws IOException {
        super(Transport.UDP, (InetSocketAddress) channel.getLocalAddress(), listener);
        this.channel = channel;
        this.remote = remote;
    }

    /** @param remote where messages go that are no answers; may be null */
    static UdpLine open(Selector selector, InetSocketAddress local, InetSocketAddress remote, Listener listener)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(local).configureBlocking(false);
        UdpLine line = new UdpLine(channel, remote, listener);
        channel.register(selector, SelectionKey.OP_READ, line);
        return line;
    }

    /** A full send buffer loses the datagram, as a network would. */
    @Override
    void send(String message, SocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1)), to == null ? remote : to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void ready(SelectionKey key, ByteBuffer input) throws IOException {
        for (SocketAddress from = channel.receive(input); from != null; from = channel.receive(input)) {
            String message = new String(input.array(), 0, input.position(), StandardCharsets.ISO_8859_1);
            input.clear();
            listener.received(message, this, from);
        }
    }

    @Override
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
