package io.bridgehead.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** A connection or socket of a user. Only the loop's thread uses it. Text is one char per byte. */
abstract class Line {

    /** Takes whole SIP messages. */
    interface Listener {
        /** @param from whom to answer */
        void received(String message, Line line, SocketAddress from);

        /** The server asked for a sign of life, and got it. */
        default void pinged() {
        }

        /** The server answered {@link WebSocketLine#ping}. */
        default void ponged() {
        }

        /** The server, or an error, ended the line; not called after {@link Line#close}. */
        default void closed(Line line, String why) {
            throw new IllegalStateException("A connection ended: " + why);
        }
    }

    private final Transport transport;
    final Listener listener;
    private final InetSocketAddress local;

    Line(Transport transport, InetSocketAddress local, Listener listener) {
        this.transport = transport;
        this.local = local;
        this.listener = listener;
    }

    final Transport transport() {
        return transport;
    }

    final InetSocketAddress local() {
        return local;
    }

    /** The address others reach this line at, as {@code host:port}. */
    final String hostPort() {
        return local.getAddress().getHostAddress() + ":" + local.getPort();
    }

    /** @param to ignored by lines that lead to one place only; {@code null}: the server */
    abstract void send(String message, SocketAddress to);

    /**
     * Reads and writes what is there to be read and written.
     *
     * @param input empty, shared by all lines
     */
    abstract void ready(SelectionKey key, ByteBuffer input) throws IOException;

    abstract void close();
}
