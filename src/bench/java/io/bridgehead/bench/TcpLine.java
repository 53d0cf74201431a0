package io.bridgehead.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A TCP connection to the server; messages are told apart by Content-Length (RFC 3261 §18.3). */
final class TcpLine extends Line {

    private static final String END = "\r\n\r\n";

    private final SocketChannel channel;
    private final InetSocketAddress local;

    TcpLine(Selector selector, InetSocketAddress local, InetSocketAddress remote, Listener listener) throws IOException {
        super(listener);
        channel = SocketChannel.open().bind(local);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(remote);
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    boolean isTcp() {
        return true;
    }

    @Override
    InetSocketAddress local() {
        return local;
    }

    /** Messages are small; should the server not read them, the generator waits as a client would. */
    @Override
    void write(ByteBuffer message, SocketAddress to) throws IOException {
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    @Override
    void read() throws IOException {
        if (channel.read(input) < 0) {
            throw new IOException("The server closed a connection");
        }
        String text = new String(input.array(), 0, input.position(), StandardCharsets.ISO_8859_1);
        int start = 0;
        while (true) {
            while (start < text.length() && (text.charAt(start) == '\r' || text.charAt(start) == '\n')) {
                start++; // keep-alive (RFC 5626 §3.5.1)
            }
            int head = text.indexOf(END, start);
            if (head < 0) {
                break;
            }
            int end = head + END.length() + Integer.parseInt(Wire.header(text.substring(start, head + 2), "Content-Length"));
            if (end > text.length()) {
                break;
            }
            listener.received(text.substring(start, end), this, null);
            start = end;
        }
        input.limit(input.position()).position(start);
        input.compact();
    }
}
