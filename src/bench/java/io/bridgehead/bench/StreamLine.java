package io.bridgehead.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** A TCP connection to the server. What the server does not read at once waits here, so that other users go on. */
abstract class StreamLine extends Line {

    private static final byte[] NOTHING = {};

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean closed;

    StreamLine(Transport transport, SocketChannel channel, Selector selector, Listener listener) throws IOException {
        super(transport, (InetSocketAddress) channel.getLocalAddress(), listener);
        this.channel = channel;
        this.key = channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
    }

    static SocketChannel connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            // Many connections from one address to one place: the kernel may choose the port when it knows both ends.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(remote);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes whole messages out of what came; returns where the first incomplete one begins. */
    abstract int take(byte[] bytes, int from, int to);

    /** The message as bytes on the wire. */
    abstract ByteBuffer frame(String message);

    @Override
    void send(String message, SocketAddress to) {
        write(frame(message));
    }

    final void write(ByteBuffer bytes) {
        try {
            if (waiting.isEmpty()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                waiting.add(bytes);
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            end(e.getMessage());
        }
    }

    @Override
    final void ready(SelectionKey ready, ByteBuffer input) {
        try {
            if (ready.isWritable()) {
                flush();
            }
            if (ready.isReadable()) {
                int read = channel.read(input);
                if (read < 0) {
                    end("closed by the server");
                } else {
                    received(input.array(), read);
                }
            }
        } catch (IOException e) {
            end(e.getMessage());
        }
    }

    private void received(byte[] bytes, int count) {
        byte[] all = bytes;
        int length = count;
        if (rest.length > 0) {
            length = rest.length + count;
            all = Arrays.copyOf(rest, length);
            System.arraycopy(bytes, 0, all, rest.length, count);
        }
        int taken = take(all, 0, length);
        rest = taken == length ? NOTHING : Arrays.copyOfRange(all, taken, length);
    }

    private void flush() throws IOException {
        while (!waiting.isEmpty()) {
            channel.write(waiting.peek());
            if (waiting.peek().hasRemaining()) {
                return;
            }
            waiting.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** The connection ended without our doing. */
    final void end(String why) {
        if (!closed) {
            close();
            listener.closed(this, why);
        }
    }

    @Override
    final void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            waiting.clear();
        }
    }
}
