package io.bridgehead.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** SIP over WebSocket, the client's side (RFC 6455, RFC 7118): one message is one frame. */
final class WebSocketLine extends StreamLine {

    private static final String HANDSHAKE = "GET /sip HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int BYTE = 0xFF;

    private boolean open;
    private List<ByteBuffer> early = new ArrayList<>(1);

    private WebSocketLine(SocketChannel channel, Selector selector, Listener listener) throws IOException {
        super(Transport.WS, channel, selector, listener);
    }

    static WebSocketLine open(Selector selector, InetSocketAddress local, InetSocketAddress remote, Listener listener)
            throws IOException {
        WebSocketLine line = new WebSocketLine(connect(local, remote), selector, listener);
        line.write(ByteBuffer.wrap(String.format(HANDSHAKE, remote.getAddress().getHostAddress() + ":" + remote.getPort())
                .getBytes(StandardCharsets.US_ASCII)));
        return line;
    }

    /** Asks the server for a sign of life. */
    void ping() {
        write(frame(PING, new byte[0]));
    }

    @Override
    ByteBuffer frame(String message) {
        return frame(TEXT, message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(length + 14).put((byte) (FINAL | opcode));
        if (length < LENGTH_16) {
            frame.put((byte) (MASKED | length));
        } else {
            frame.put((byte) (MASKED | LENGTH_16)).putShort((short) length);
        }
        int key = ThreadLocalRandom.current().nextInt();
        frame.putInt(key);
        int i = 0;
        ByteBuffer plain = ByteBuffer.wrap(payload);
        for (; i + Integer.BYTES <= length; i += Integer.BYTES) {
            frame.putInt(plain.getInt(i) ^ key);
        }
        for (int shift = 24; i < length; i++, shift -= 8) {
            frame.put((byte) (payload[i] ^ key >>> shift));
        }
        return frame.flip();
    }

    /** What is sent before the server has agreed to WebSocket waits. */
    @Override
    void send(String message, SocketAddress to) {
        if (open) {
            super.send(message, to);
        } else {
            early.add(frame(message));
        }
    }

    @Override
    int take(byte[] bytes, int from, int to) {
        int start = from;
        if (!open) {
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return from;
            }
            if (!text.startsWith("HTTP/1.1 101")) {
                end(text.substring(0, text.indexOf('\r')));
                return to;
            }
            open = true;
            early.forEach(this::write);
            early = null;
            start = from + end + 4;
        }
        while (start + 2 <= to) {
            int end = takeFrame(bytes, start, to);
            if (end < 0) {
                break;
            }
            start = end;
        }
        return start;
    }

    /** Where the next frame begins; negative if this one is not complete. */
    private int takeFrame(byte[] bytes, int start, int to) {
        int length = bytes[start + 1] & LENGTH;
        int payload = start + 2;
        if (length == LENGTH_64) {
            throw new IllegalStateException("A frame larger than any message of ours");
        }
        if (length == LENGTH_16) {
            payload += 2;
            if (payload > to) {
                return -1;
            }
            length = (bytes[start + 2] & BYTE) << 8 | bytes[start + 3] & BYTE;
        }
        if (payload + length > to) {
            return -1;
        }
        switch (bytes[start] & 0x0F) {
            case TEXT, 2 -> listener.received(new String(bytes, payload, length, StandardCharsets.ISO_8859_1), this, null);
            case PING -> {
                listener.pinged();
                write(frame(PONG, Arrays.copyOfRange(bytes, payload, payload + length)));
            }
            case CLOSE -> end("WebSocket close frame");
            case PONG -> listener.ponged();
            default -> throw new IllegalStateException("A fragmented message");
        }
        return payload + length;
    }
}
