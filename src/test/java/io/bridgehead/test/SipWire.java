package io.bridgehead.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/**
 * A SIP user on one TCP connection whose every byte the test decides: wrong passwords, forged senders, bodies that are none.
 * It answers MESSAGEs that come in with 200, unless told otherwise, and keeps them.
 */
public final class SipWire implements AutoCloseable {

    private static final int WAIT_SECONDS = 45;

    private final Socket socket;
    private final String domain;
    private final List<SipText> received = new ArrayList<>();
    private int sequence;

    /** Connects; the user is not yet known to the server. */
    public SipWire(InetSocketAddress server, String domain) {
        try {
            this.socket = new Socket(server.getAddress(), server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.domain = domain;
        Thread reader = new Thread(this::read, "sip wire");
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends exactly this text. */
    public void sendRaw(String text) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers this connection as a place where a user is reached, and expects that to succeed. */
    public void register(String user, String password) {
        SipText answer = exchange(register(user), user, password);
        if (answer.status() != 200) {
            throw new AssertionError("REGISTER of " + user + " was answered " + answer.startLine());
        }
    }

    /** A REGISTER of this connection. */
    public Request register(String user) {
        return binding(user, "<sip:" + user + "@127.0.0.1:" + socket.getLocalPort() + ";transport=tcp>").expires(300);
    }

    /** A REGISTER of any contact, for as long as the server likes. */
    public Request binding(String user, String contact) {
        return request("REGISTER", "sip:" + domain, address(user), address(user)).with("Contact: " + contact);
    }

    /** An INVITE without an offer from one user to another. */
    public Request invite(String from, String to) {
        return request("INVITE", address(to), address(from), address(to))
                .with("Contact: <sip:" + from + "@127.0.0.1:" + socket.getLocalPort() + ";transport=tcp>");
    }

    /** A MESSAGE from one user to another. */
    public Request message(String from, String to, String contentType, String body) {
        return request("MESSAGE", address(to), address(from), address(to)).with("Content-Type: " + contentType).body(body);
    }

    /** Sends a request as a user and answers one challenge; gives the final response. */
    public SipText exchange(Request request, String user, String password) {
        SipText first = exchange(request);
        if (first.status() != 401 && first.status() != 407) {
            return first;
        }
        boolean proxy = first.status() == 407;
        // The first challenge is the server's favourite (RFC 7616 §3.7).
        String challenge = first.header(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        return exchange(request.again().with((proxy ? "Proxy-Authorization: " : "Authorization: ")
                + DigestAnswer.to(challenge, user, password, request.method, request.uri)));
    }

    /** Gives a request the credentials of a user for a challenge got before; the text to send, as often as wanted. */
    public String authenticated(Request request, String challenge, String user, String password) {
        return request.with("Proxy-Authorization: "
                + DigestAnswer.to(challenge, user, password, request.method, request.uri)).text();
    }

    /** A challenge to answer, as a proxy gives it. */
    public String challenge(String user) {
        return exchange(message(user, user, "text/plain", "challenge me")).header("Proxy-Authenticate");
    }

    /** Sends a request without credentials, waits for the final response. */
    public SipText exchange(Request request) {
        // A request may be sent twice on purpose: the answer to its first sending is none to the second.
        int before = received().size();
        sendRaw(request.text());
        return await(before, "final response to " + request.method, message -> !message.isRequest() && message.status() >= 200
                && message.header("Call-ID").equals(request.callId) && message.header("CSeq").startsWith(request.cseq + " "));
    }

    /** Waits for a MESSAGE whose body has all the given texts. */
    public SipText awaitMessage(String... texts) {
        return await(0, "a MESSAGE with " + List.of(texts), message -> message.isRequest() && message.method().equals("MESSAGE")
                && List.of(texts).stream().allMatch(message.body()::contains));
    }

    /** Waits until so many messages have come in since the beginning. */
    public void awaitCount(int count) {
        Awaitility.await(count + " messages").atMost(WAIT_SECONDS, TimeUnit.SECONDS).until(() -> received().size() >= count);
    }

    /** Everything that came in so far, in order. */
    public List<SipText> received() {
        synchronized (received) {
            return List.copyOf(received);
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

    private SipText await(int from, String what, Predicate<SipText> wanted) {
        try {
            return Awaitility.await(what).atMost(WAIT_SECONDS, TimeUnit.SECONDS).pollInterval(10, TimeUnit.MILLISECONDS)
                    .until(() -> received().stream().skip(from).filter(wanted).findFirst().orElse(null),
                            found -> found != null);
        } catch (RuntimeException e) {
            throw new AssertionError(what + " did not come, but: " + received(), e);
        }
    }

    private String address(String user) {
        return "sip:" + user + "@" + domain;
    }

    private Request request(String method, String uri, String from, String to) {
        return new Request(method, uri, from, to);
    }

    private void read() {
        try (InputStream input = new BufferedInputStream(socket.getInputStream())) {
            for (SipText message = next(input); message != null; message = next(input)) {
                synchronized (received) {
                    received.add(message);
                }
                if (message.isRequest() && !message.method().equals("ACK")) {
                    sendRaw(message.response("200 OK", "wire", "", ""));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The connection ended; what came before it stays.
        }
    }

    /** The next message of a stream, {@code null} at its end. */
    static SipText next(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int tail = 0;
        while (tail != 0x0d0a0d0a) {
            int octet = input.read();
            if (octet < 0) {
                return null;
            }
            if (head.size() == 0 && (octet == '\r' || octet == '\n')) {
                continue; // Keep-alive between messages (RFC 5626 §3.5.1).
            }
            head.write(octet);
            tail = tail << 8 | octet;
        }
        SipText message = SipText.parse(head.toString(StandardCharsets.UTF_8));
        String length = message.header("Content-Length");
        byte[] body = input.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new SipText(message.startLine(), message.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** A request in the making; its text is fixed when sent. */
    public final class Request {

        private final String method;
        private String uri;
        private final String callId;
        private final List<String> extra = new ArrayList<>();
        private String from;
        private String to;
        private String displayName = "";
        private String body = "";
        private int maxForwards = 70;
        private int cseq = ++sequence;

        private Request(String method, String uri, String from, String to) {
            this.method = method;
            this.uri = uri;
            this.from = from;
            this.to = to;
            this.callId = UUID.randomUUID().toString();
        }

        /** Adds a header line. */
        public Request with(String header) {
            extra.add(header);
            return this;
        }

        /** Puts another sender into From. */
        public Request from(String address) {
            from = address;
            return this;
        }

        /** Puts a name before the sender's address. */
        public Request displayName(String name) {
            displayName = '"' + name + "\" ";
            return this;
        }

        /** Puts another receiver into To. */
        public Request to(String address) {
            to = address;
            return this;
        }

        /** Replaces the URI of the request line. */
        public Request uri(String address) {
            uri = address;
            return this;
        }

        /** Adds Expires. */
        public Request expires(int seconds) {
            return with("Expires: " + seconds);
        }

        /** Replaces Max-Forwards. */
        public Request maxForwards(int hops) {
            maxForwards = hops;
            return this;
        }

        /** Replaces the body. */
        public Request body(String text) {
            body = text;
            return this;
        }

        /** The same request as a new transaction of the same Call-ID, as after a challenge. */
        public Request again() {
            cseq = ++sequence;
            return this;
        }

        /** As it goes out; every call makes a new branch, so a repeat is a new transaction. */
        public String text() {
            StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:"
                    + socket.getLocalPort() + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport\r\nMax-Forwards: " + maxForwards
                    + "\r\nFrom: " + displayName + "<"
                    + from
                    + ">;tag=" + callId.substring(0, 8) + "\r\nTo: <" + to + ">\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq
                    + " "
                    + method + "\r\n");
            extra.forEach(header -> text.append(header).append("\r\n"));
            return text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n")
                    .append(body).toString();
        }
    }
}
