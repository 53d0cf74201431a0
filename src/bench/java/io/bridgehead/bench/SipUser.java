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

    int pending() {
        return pending.size();
    }

    /** Registers this line; {@code onAnswer} takes the final answer. */
    void register(Consumer<String> onAnswer) {
        String contact = "<sip:" + name + "@" + line.local().getAddress().getHostAddress() + ":" + line.local().getPort()
                + (line.isTcp() ? ";transport=tcp>" : ">");
        send("REGISTER", "sip:" + domain, name, "Contact: " + contact + "\r\nExpires: 600\r\n", "", onAnswer);
    }

    void message(String to, String contentType, String body, Consumer<String> onAnswer) {
        send("MESSAGE", "sip:" + to + "@" + domain, to, "Content-Type: " + contentType + "\r\n", body, onAnswer);
    }

    private void send(String method, String uri, String to, String more, String body, Consumer<String> onAnswer) {
        String callId = Ids.next();
        String rest = "Max-Forwards: 70\r\nFrom: <sip:" + name + "@" + domain + ">;tag=" + callId + "\r\nTo: <sip:" + to + "@"
                + domain + ">\r\nCall-ID: " + callId + "\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        Pending request = new Pending(credentials.attempt(), method, uri, rest, onAnswer);
        pending.put(callId, request);
        traffic.sent++;
        sendNow(request);
        traffic.bytes += request.text.length();
    }

    private void sendNow(Pending request) {
        StringBuilder text = new StringBuilder(1400).append(request.method).append(' ').append(request.uri)
                .append(" SIP/2.0\r\nVia: SIP/2.0/").append(line.isTcp() ? "TCP " : "UDP ")
                .append(line.local().getAddress().getHostAddress()).append(':').append(line.local().getPort())
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
        request.attempt.succeeded();
        traffic.answers.merge(status, 1, Integer::sum);
        traffic.roundTrips.add(System.nanoTime() - request.sentAt);
        request.onAnswer.accept(response);
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
                all.remove();
            } else if (!line.isTcp() && now - request.due > 0) {
                traffic.retransmitted++;
                line.send(request.text, null);
                request.pause = Math.min(2 * request.pause, T2);
                request.due = now + request.pause;
            }
        }
    }
}
