package io.bridgehead.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A user who sends one MESSAGE after the other on a TCP connection, as fast as they are answered, until the connection ends.
 */
public final class WireSender implements AutoCloseable {

    private static final int PROXY_AUTHENTICATION = 407;
    private static final int PATIENCE_MILLIS = 40_000;

    private final Socket socket;
    private final InputStream input;
    private final String domain;
    private final String user;
    private final String password;
    private String challenge;
    private int count;

    /** Connects; the user need not be registered to send. */
    public WireSender(InetSocketAddress server, String domain, String user, String password) {
        try {
            this.socket = new Socket(server.getAddress(), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.input = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.domain = domain;
        this.user = user;
        this.password = password;
    }

    /**
     * Sends a message with CSeq 1 and waits for its final response. Sent again with the same Call-ID it is a repeat.
     *
     * @return the status; empty if the connection ended first, and nobody knows what became of the message
     */
    public OptionalInt send(String to, String callId, String body) {
        try {
            for (int attempt = 0; attempt < 3; attempt++) {
                socket.getOutputStream().write(request(to, callId, body).getBytes(StandardCharsets.UTF_8));
                SipText answer = SipWire.next(input);
                while (answer != null && (answer.isRequest() || answer.status() < 200)) {
                    answer = SipWire.next(input);
                }
                if (answer == null) {
                    return OptionalInt.empty();
                }
                if (answer.status() != PROXY_AUTHENTICATION) {
                    return OptionalInt.of(answer.status());
                }
                challenge = answer.header("Proxy-Authenticate");
                count = 0;
            }
            return OptionalInt.of(PROXY_AUTHENTICATION);
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    private String request(String to, String callId, String body) {
        String uri = "sip:" + to + "@" + domain;
        String credentials = challenge == null ? ""
                : "Proxy-Authorization: " + DigestAnswer.to(challenge, user, password, "MESSAGE", uri, ++count) + "\r\n";
        return "MESSAGE " + uri + " SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK"
                + UUID.randomUUID() + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:" + user + "@" + domain + ">;tag=1\r\nTo: <"
                + uri
                + ">\r\nCall-ID: " + callId + "\r\nCSeq: 1 MESSAGE\r\n" + credentials
                + "Content-Type: text/plain\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
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
