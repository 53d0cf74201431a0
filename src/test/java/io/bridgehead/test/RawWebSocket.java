package io.bridgehead.test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket peer whose every byte the test decides. */
public final class RawWebSocket implements AutoCloseable {

    private static final int WAIT_MILLIS = 30_000;

    /** A frame as it came: its first byte and what it carries. */
    public record Frame(int first, byte[] payload) {

        /** The payload as text. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The status of a close frame. */
        public int closeStatus() {
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final String answer;

    /** Connects and asks for an upgrade with these further header lines; see {@link #answer}. */
    public RawWebSocket(URI server, String... headers) {
        try {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(WAIT_MILLIS);
            in = new DataInputStream(socket.getInputStream());
            String host = server.getHost() + ":" + server.getPort();
            sendRaw(("GET " + server.getPath() + " HTTP/1.1\r\nHost: " + host
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                    + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            answer = head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The HTTP answer to the request for an upgrade, up to its empty line. */
    public String answer() {
        return answer;
    }

    /** Its status code. */
    public int status() {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a masked frame; its first byte says what it is and whether it is the last of a message. */
    public void send(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        byte[] mask = { 7, 1, 4, 9 };
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % mask.length]);
        }
        sendRaw(frame.toByteArray());
    }

    /** The next frame. */
    public Frame receive() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            return new Frame(first, in.readNBytes(length == 126 ? in.readUnsignedShort() : length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has closed; waits for it. */
    public boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
