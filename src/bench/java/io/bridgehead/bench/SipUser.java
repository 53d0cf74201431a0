package io.bridgehead.bench;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.bridgehead.sip.auth.DigestClient;

/**
 * One user at one connection: sends requests with the credentials of an earlier challenge and rising count, so that a request
 * is one round trip; answers whatever comes with 200. Only the loop's thread uses it.
 */
final class SipUser implements Line.Listener {

    private static final long T1 = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2 = TimeUnit.SECONDS.toNanos(4);
    private static final long TIMER_F = 64 * T1;

    private final String name;
    private final String domain;
    private final Traffic traffic;
    private final DigestClient credentials;
    private final Consumer<String> onRequest;
    private final Map<String, Pending> pending = new HashMap<>();
    private Line line;

    /** A request that waits for its final answer. */
    private static final class Pending {
        private final DigestClient.Attempt attempt;
        private final Consumer<String> onAnswer;
        private final String method;
        private final String uri;
        private final String rest;
        private final long sentAt = System.nanoTime();
        private int cseq;
        private String text;
        private long pause = T1;
        private long due = sentAt + T1;

        Pending(DigestClient.Attempt attempt, String method, String uri, String rest, Consumer<String> onAnswer) {
            this.attempt = attempt;
            this.method = method;
            this.uri = uri;
            this.rest = rest;
            this.onAnswer = onAnswer;
        }
    }

    /** @param onRequest sees each request that comes, after it was answered */
    SipUser(String name, String domain, Traffic traffic, Consumer<String> onRequest) {
        this.name = name;
        this.domain = domain;
        this.traffic = traffic;
        this.onRequest = onRequest;
        this.credentials = new DigestClient(name, password(name));
    }

    /** The password of a user's account. */
    static String password(String user) {
        return "pw-" + user;
    }

    void attach(Line newLine) {
        line = newLine;
    }

    /** Registers this line; {@code onAnswer} takes the final answer. */
    void register(Consumer<String> onAnswer) {
        String contact = switch (line.transport()) {
            case UDP -> line.hostPort();
            case TCP -> line.hostPort() + ";transport=tcp";
            case WS -> host() + ";transport=ws";
        };
        send("REGISTER", "sip:" + domain, name, "Contact: <sip:" + name + "@" + contact + ">\r\nExpires: 1800\r\n", "",
                onAnswer);
    }

    /** @param headers Content-Type and whatever else, each line with its end */
    void message(String to, String headers, String body, Consumer<String> onAnswer) {
        send("MESSAGE", "sip:" + to + "@" + domain, to, headers, body, onAnswer);
    }

    /** As browsers, a user at a WebSocket has no address of its own (RFC 7118 §5). */
    private String host() {
        return line.transport() == Transport.WS ? name + ".invalid" : line.hostPort();
    }

    private void send(String method, String uri, String to, String more, String body, Consumer<String> onAnswer) {
        String callId = Ids.next();
        String rest = "Max-Forwards: 70\r\nFrom: <sip:" + name + "@" + domain + ">;tag=" + callId + "\r\nTo: <sip:" + to + "@"
                + domain + ">\r\nCall-ID: " + callId + "\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        Pending request = new Pending(credentials.attempt(), method, uri, rest, onAnswer);
        pending.put(callId, request);
        traffic.open++;
        traffic.sent++;
        sendNow(request);
        traffic.bytes += request.text.length();
    }

    private void sendNow(Pending request) {
        StringBuilder text = new StringBuilder(1400).append(request.method).append(' ').append(request.uri)
                .append(" SIP/2.0\r\nVia: SIP/2.0/").append(line.transport()).append(' ').append(host())
                .append(";branch=z9hG4bK").append(Ids.next()).append(";rport\r\nCSeq: ").append(++request.cseq).append(' ')
                .append(request.method).append("\r\n");
        request.attempt.headers(request.method, request.uri)
                .forEach(header -> text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        request.text = text.append(request.rest).toString();
        line.send(request.text, null);
    }

    @Override
    public void received(String message, Line from, SocketAddress address) {
        if (Wire.isResponse(message)) {
            answered(message);
        } else {
            from.send(Wire.response(message, "200 OK", "", ""), address);
            traffic.delivered++;
            onRequest.accept(message);
        }
    }

    private void answered(String response) {
        int status = Wire.status(response);
        Pending request = pending.get(Wire.header(response, "Call-ID"));
        if (status < 200 || request == null || !Wire.header(response, "CSeq").startsWith(request.cseq + " ")) {
            return;
        }
        if ((status == 401 || status == 407) && request.attempt.challenged(challenges(response, "WWW-Authenticate"),
                challenges(response, "Proxy-Authenticate"))) {
            traffic.challenged++;
            sendNow(request);
            return;
        }
        pending.remove(Wire.header(response, "Call-ID"));
        traffic.open--;
        request.attempt.succeeded();
        traffic.answers.merge(status, 1, Integer::sum);
        traffic.roundTrips.add(System.nanoTime() - request.sentAt);
        request.onAnswer.accept(response);
    }

    /** A sign of life; only for users at a WebSocket. */
    void ping() {
        ((WebSocketLine) line).ping();
    }

    void disconnect() {
        line.close();
    }

    @Override
    public void pinged() {
        traffic.pinged++;
    }

    @Override
    public void ponged() {
        traffic.ponged++;
    }

    @Override
    public void closed(Line ended, String why) {
        traffic.dropped++;
    }

    /** Forgets requests without an answer; returns how many there were. */
    int abandon() {
        int abandoned = pending.size();
        traffic.open -= abandoned;
        pending.clear();
        return abandoned;
    }

    private static List<String> challenges(String response, String header) {
        return response.lines().filter(line -> line.startsWith(header + ": "))
                .map(line -> line.substring(header.length() + 2)).toList();
    }

    /** Timers E and F (RFC 3261 §17.1.2). */
    void tick(long now) {
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext();) {
            Pending request = all.next();
            if (now - request.sentAt > TIMER_F) {
                traffic.lost++;
                traffic.open--;
                all.remove();
            } else if (!line.transport().isReliable() && now - request.due > 0) {
                traffic.retransmitted++;
                line.send(request.text, null);
                request.pause = Math.min(2 * request.pause, T2);
                request.due = now + request.pause;
            }
        }
    }
}
