package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection or socket of a user. Only the loop's thread uses it. Text is one char per byte. */
abstract class Line {

    /** Takes whole SIP messages. */
    interface Listener {
        /** @param from whom to answer */
        void received(String message, Line line, SocketAddress from);
    }

    final Listener listener;
    final ByteBuffer input = ByteBuffer.allocate(1 << 17);

    Line(Listener listener) {
        this.listener = listener;
    }

    abstract boolean isTcp();

    abstract InetSocketAddress local();

    /** @param to ignored by lines that lead to one place only */
    abstract void write(ByteBuffer message, SocketAddress to) throws IOException;

    abstract void read() throws IOException;

    final void send(String message, SocketAddress to) {
        try {
            write(ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1)), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void readable() {
        try {
            read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
