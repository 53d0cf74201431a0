package io.bridgehead.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** SIP over TCP; messages are told apart by Content-Length (RFC 3261 §18.3). */
final class TcpLine extends StreamLine {

    private static final String END = "\r\n\r\n";

    private TcpLine(SocketChannel channel, Selector selector, Listener listener) throws IOException {
        super(Transport.TCP, channel, selector, listener);
    }

    static TcpLine open(Selector selector, InetSocketAddress local, InetSocketAddress remote, Listener listener)
            throws IOException {
        return new TcpLine(connect(local, remote), selector, listener);
    }

    @Override
    ByteBuffer frame(String message) {
        return ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    int take(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (true) {
            while (start < text.length() && (text.charAt(start) == '\r' || text.charAt(start) == '\n')) {
                start++; // keep-alive (RFC 5626 §3.5.1)
            }
            int head = text.indexOf(END, start);
            if (head < 0) {
                return from + start;
            }
            int end = head + END.length() + Integer.parseInt(Wire.header(text.substring(start, head + 2), "Content-Length"));
            if (end > text.length()) {
                return from + start;
            }
            listener.received(text.substring(start, end), this, null);
            start = end;
        }
    }
}
