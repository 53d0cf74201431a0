package io.bridgehead.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/**
 * A user over UDP or TCP that registers, sends messages and calls, and takes calls and messages at once. Written without any
 * code of the product; every header of a dialog stands as the peer sent it.
 */
public final class SipParty implements AutoCloseable {

    private static final int WAIT_SECONDS = 30;

    private final boolean tcp;
    private final InetSocketAddress server;
    private final String user;
    private final String domain;
    private final String password;
    private final List<SipText> received = new CopyOnWriteArrayList<>();
    private final List<Dialog> incoming = new CopyOnWriteArrayList<>();
    private DatagramSocket datagrams;
    private volatile Socket connection;
    private String contact;
    private int sequence;

    /** @param server where everything is sent: the user's outbound proxy */
    public SipParty(String transport, InetSocketAddress server, String user, String domain, String password) {
        this.tcp = transport.equals("tcp");
        this.server = server;
        this.user = user;
        this.domain = domain;
        this.password = password;
        connect();
    }

    /** Connects, or connects anew after its connection was lost; the contact stays the same. */
    public void connect() {
        try {
            if (tcp) {
                Socket opened = new Socket(server.getAddress(), server.getPort());
                connection = opened;
                contact = contact != null ? contact : "sip:" + user + "@127.0.0.1:" + opened.getLocalPort() + ";transport=tcp";
                start(() -> readStream(opened));
            } else if (datagrams == null) {
                datagrams = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                contact = "sip:" + user + "@127.0.0.1:" + datagrams.getLocalPort();
                start(this::readDatagrams);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "sip:" + user + "@" + domain;
    }

    /** Registers, and says with which status. */
    public SipText register() {
        return ask("REGISTER", "sip:" + domain, address(),
                List.of("Contact: <" + contact + ">", "Expires: 300", "Supported: path"), "", true);
    }

    /** Ends all registrations of the user. */
    public void unregister() {
        ask("REGISTER", "sip:" + domain, address(), List.of("Contact: *", "Expires: 0"), "", true);
    }

    /** Sends a text. */
    public SipText message(String to, String words) {
        return ask("MESSAGE", to, to, List.of("Content-Type: text/plain"), words, true);
    }

    /** Sends a text that may pass only so many more servers. */
    public SipText messageWithHops(String to, int hops) {
        return ask("MESSAGE", to, to, List.of("Content-Type: text/plain", "Max-Forwards: " + hops), "far away", true);
    }

    /** Sends any request outside of dialogs, without answering challenges. */
    public SipText send(String method, String uri, String to, String... headers) {
        return ask(method, uri, to, List.of(headers), "", false);
    }

    /** Calls, and expects the call to be answered. */
    public Dialog call(String to) {
        SipText answer = ask("INVITE", to, to, List.of("Contact: <" + contact + ">", "Content-Type: application/sdp"),
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n", true);
        if (answer.status() != 200) {
            throw new AssertionError("The call was answered " + answer.startLine());
        }
        List<String> routes = new ArrayList<>(values(answer, "Record-Route"));
        Collections.reverse(routes);
        Dialog dialog = new Dialog(answer.header("Call-ID"), answer.header("From"), answer.header("To"),
                uriOf(answer.header("Contact")), routes);
        sendText(dialog.request("ACK", Integer.parseInt(answer.header("CSeq").split(" ")[0]), List.of()));
        return dialog;
    }

    /** The call that came in last. */
    public Dialog awaitCall() {
        Awaitility.await("a call").atMost(WAIT_SECONDS, TimeUnit.SECONDS).until(() -> !incoming.isEmpty());
        Dialog call = incoming.get(incoming.size() - 1);
        await("the ACK of the call", m -> m.isRequest() && m.method().equals("ACK") && m.header("Call-ID").equals(call.callId));
        return call;
    }

    public SipText awaitRequest(String method, String text) {
        return await(method + " with " + text,
                m -> m.isRequest() && m.method().equals(method)
                        && (m.body().contains(text) || m.header("Call-ID").equals(text)));
    }

    public List<SipText> received() {
        return received;
    }

    /** The connection breaks without a word. */
    public void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        disconnect();
        if (datagrams != null) {
            datagrams.close();
        }
    }

    private SipText ask(String method, String uri, String to, List<String> headers, String body, boolean authenticates) {
        String callId = UUID.randomUUID().toString();
        String from = "<" + address() + ">;tag=" + callId.substring(0, 8);
        SipText answer = exchange(method, uri, from, "<" + to + ">", callId, headers, body);
        if (!authenticates || answer.status() != 401 && answer.status() != 407) {
            return answer;
        }
        boolean proxy = answer.status() == 407;
        String challenge = answer.header(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        List<String> again = new ArrayList<>(headers);
        again.add((proxy ? "Proxy-Authorization: " : "Authorization: ")
                + DigestAnswer.to(challenge, user, password, method, uri));
        return exchange(method, uri, from, "<" + to + ">", callId, again, body);
    }

    private SipText exchange(String method, String uri, String from, String to, String callId, List<String> headers,
            String body) {
        int number = ++sequence;
        String text = request(method, number, uri, from, to, callId, headers, body);
        sendText(text);
        SipText answer = await("an answer to " + method, m -> !m.isRequest() && m.status() >= 200
                && m.header("Call-ID").equals(callId) && m.header("CSeq").equals(number + " " + method));
        if (method.equals("INVITE") && answer.status() >= 300) {
            // Within the transaction: the same Via (RFC 3261 §17.1.1.3).
            String via = text.lines().filter(line -> line.startsWith("Via:")).findFirst().orElseThrow();
            sendText("ACK " + uri + " SIP/2.0\r\n" + via + "\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: "
                    + answer.header("To")
                    + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number + " ACK\r\nContent-Length: 0\r\n\r\n");
        }
        return answer;
    }

    private String request(String method, int number, String uri, String from, String to, String callId, List<String> headers,
            String body) {
        int port = tcp ? connection.getLocalPort() : datagrams.getLocalPort();
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/" + (tcp ? "TCP" : "UDP")
                + " 127.0.0.1:" + port + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport\r\n"
                + (headers.stream().anyMatch(header -> header.startsWith("Max-Forwards:")) ? "" : "Max-Forwards: 70\r\n")
                + "From: " + from
                + "\r\nTo: " + to + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number + " " + method + "\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private void sendText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (tcp) {
                Socket current = connection;
                synchronized (current) {
                    current.getOutputStream().write(bytes);
                    current.getOutputStream().flush();
                }
            } else {
                datagrams.send(new DatagramPacket(bytes, bytes.length, server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SipText await(String what, Predicate<SipText> wanted) {
        try {
            return Awaitility.await(what).atMost(WAIT_SECONDS, TimeUnit.SECONDS).pollInterval(10, TimeUnit.MILLISECONDS)
                    .until(() -> received.stream().filter(wanted).findFirst().orElse(null), found -> found != null);
        } catch (RuntimeException e) {
            throw new AssertionError(what + " did not come, but: " + received, e);
        }
    }

    private void take(SipText message) {
        boolean repeated = message.isRequest() && received.stream().anyMatch(m -> m.isRequest()
                && m.header("Via").equals(message.header("Via")) && m.startLine().equals(message.startLine()));
        received.add(message);
        if (!message.isRequest() || message.method().equals("ACK")) {
            return;
        }
        boolean invite = message.method().equals("INVITE");
        StringBuilder more = new StringBuilder();
        message.headers("Record-Route").forEach(route -> more.append("Record-Route: ").append(route).append("\r\n"));
        String answer = message.response("200 OK", "party", invite ? more + "Contact: <" + contact + ">\r\n" : "", "");
        if (invite && !repeated && !message.header("To").contains("tag=")) {
            incoming.add(new Dialog(message.header("Call-ID"), message.header("To") + ";tag=party", message.header("From"),
                    uriOf(message.header("Contact")), values(message, "Record-Route")));
        }
        sendText(answer);
    }

    private static List<String> values(SipText message, String header) {
        List<String> all = new ArrayList<>();
        message.headers(header).forEach(line -> {
            for (String value : line.split(",(?=\\s*<)")) {
                all.add(value.trim());
            }
        });
        return all;
    }

    private static String uriOf(String address) {
        return address.substring(address.indexOf('<') + 1, address.indexOf('>'));
    }

    private static void start(Runnable reader) {
        Thread thread = new Thread(reader, "sip party");
        thread.setDaemon(true);
        thread.start();
    }

    private void readDatagrams() {
        byte[] buffer = new byte[65_535];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    take(SipText.parse(text));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Closed: what came before stays.
        }
    }

    private void readStream(Socket socket) {
        try (InputStream input = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                int tail = 0;
                while (tail != 0x0d0a0d0a) {
                    int octet = input.read();
                    if (octet < 0) {
                        return;
                    }
                    if (head.size() > 0 || octet != '\r' && octet != '\n') {
                        head.write(octet);
                        tail = tail << 8 | octet;
                    }
                }
                SipText message = SipText.parse(head.toString(StandardCharsets.UTF_8));
                String length = message.header("Content-Length");
                byte[] body = input.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                take(new SipText(message.startLine(), message.headers(), new String(body, StandardCharsets.UTF_8)));
            }
        } catch (IOException | UncheckedIOException e) {
            // The connection ended; what came before it stays.
        }
    }

    /** One side of an answered call. */
    public final class Dialog {

        private final String callId;
        private final String local;
        private final String remote;
        private final String target;
        private final List<String> routes;

        private Dialog(String callId, String local, String remote, String target, List<String> routes) {
            this.callId = callId;
            this.local = local;
            this.remote = remote;
            this.target = target;
            this.routes = List.copyOf(routes);
        }

        public String callId() {
            return callId;
        }

        /** The Route values of its requests, the next hop first. */
        public List<String> routes() {
            return routes;
        }

        /** Sends a request within the call, such as BYE, with these further headers; gives the final response. */
        public SipText ask(String method, String... headers) {
            int number = ++sequence + 100;
            sendText(request(method, number, List.of(headers)));
            return await("an answer to " + method,
                    m -> !m.isRequest() && m.status() >= 200 && m.header("Call-ID").equals(callId)
                            && m.header("CSeq").equals(number + " " + method));
        }

        private String request(String method, int number, List<String> headers) {
            List<String> all = new ArrayList<>();
            routes.forEach(route -> all.add("Route: " + route));
            all.addAll(headers);
            return SipParty.this.request(method, number, target, local, remote, callId, all, "");
        }
    }
}
