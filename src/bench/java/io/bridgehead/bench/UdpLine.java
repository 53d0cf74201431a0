package io.bridgehead.bench;

import java.io.IOException;
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
    private final InetSocketAddress local;
    private final SocketAddress remote;

    /** @param remote where messages go that are no answers; may be null */
    UdpLine(Selector selector, InetSocketAddress local, InetSocketAddress remote, Listener listener) throws IOException {
        super(listener);
        this.remote = remote;
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(local).configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    boolean isTcp() {
        return false;
    }

    @Override
    InetSocketAddress local() {
        return local;
    }

    @Override
    void write(ByteBuffer message, SocketAddress to) throws IOException {
        channel.send(message, to == null ? remote : to);
    }

    @Override
    void read() throws IOException {
        for (SocketAddress from = channel.receive(input); from != null; from = channel.receive(input)) {
            String message = new String(input.array(), 0, input.position(), StandardCharsets.ISO_8859_1);
            input.clear();
            listener.received(message, this, from);
        }
        input.clear();
    }
}
