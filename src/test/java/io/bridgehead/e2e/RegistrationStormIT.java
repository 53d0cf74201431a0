package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.DigestAnswer;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;

/** After a restart everybody comes at once; and who registered by UDP is reached before having come. */
class RegistrationStormIT {

    private static final int USERS = 2000;
    private static final int AT_ONCE = 200;
    private static final String REGISTRAR = "sip:" + Product.DOMAIN;
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A039", "A042" })
    void twoThousandDevicesRegisterWithinHalfAMinuteAndSurviveARestart() throws Exception {
        addAccounts();
        try (DatagramSocket devices = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            devices.setSoTimeout(500);
            devices.setReceiveBufferSize(1 << 20);
            assertThat(registerAll(devices, 1)).isLessThan(SOON);
            assertThat(SCENE.product.rows("location WHERE aor LIKE '%storm%'")).isEqualTo(USERS);

            SCENE.product.kill9();
            SCENE.product.restart();

            // Nobody has registered again: the message finds the device all the same.
            devices.setSoTimeout(30_000);
            SipWire alice = SCENE.wire("alice");
            alice.sendRaw(alice.authenticated(alice.message("alice", "storm7", "text/plain", "after the storm"),
                    alice.challenge("alice"), "alice", Scene.PASSWORD));
            SipText request = receive(devices);
            assertThat(request.body()).isEqualTo("after the storm");
            send(devices, request.response("200 OK", "storm", "", ""));

            devices.setSoTimeout(500);
            assertThat(registerAll(devices, 1001)).isLessThan(SOON);
        }
    }

    /** Registers every user, at most so many at once, and sends again what was lost; gives how long it took. */
    private static Duration registerAll(DatagramSocket socket, int cseq) throws IOException {
        long begin = System.nanoTime();
        Map<String, String> open = new HashMap<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int i = 0; i < USERS; i++) {
            waiting.add(i);
        }
        while (!(waiting.isEmpty() && open.isEmpty())) {
            while (open.size() < AT_ONCE && !waiting.isEmpty()) {
                String user = "storm" + waiting.poll();
                open.put(callId(user, cseq), request(socket, user, cseq, ""));
                send(socket, open.get(callId(user, cseq)));
            }
            try {
                answered(socket, receive(socket), open, cseq);
            } catch (SocketTimeoutException e) {
                for (String request : open.values()) {
                    send(socket, request);
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void answered(DatagramSocket socket, SipText answer, Map<String, String> open, int cseq)
            throws IOException {
        String callId = answer.header("Call-ID");
        if (answer.isRequest() || !open.containsKey(callId)) {
            return;
        }
        String user = callId.substring(0, callId.indexOf('-'));
        if (answer.status() == 401 && answer.header("CSeq").startsWith(cseq + " ")) {
            String proof = DigestAnswer.to(answer.header("WWW-Authenticate"), user, Scene.PASSWORD, "REGISTER", REGISTRAR);
            open.put(callId, request(socket, user, cseq + 1, "Authorization: " + proof + "\r\n"));
            send(socket, open.get(callId));
        } else if (answer.status() == 200) {
            open.remove(callId);
        }
    }

    private static String callId(String user, int cseq) {
        return user + "-" + cseq;
    }

    private static String request(DatagramSocket socket, String user, int cseq, String authorization) {
        String address = Product.address(user);
        String here = "127.0.0.1:" + socket.getLocalPort();
        return "REGISTER " + REGISTRAR + " SIP/2.0\r\nVia: SIP/2.0/UDP " + here + ";rport;branch=z9hG4bK" + user + "-" + cseq
                + "\r\nMax-Forwards: 70\r\nFrom: <" + address + ">;tag=" + user + "\r\nTo: <" + address + ">\r\nCall-ID: "
                + callId(user, authorization.isEmpty() ? cseq : cseq - 1) + "\r\nCSeq: " + cseq + " REGISTER\r\nContact: <sip:"
                + user
                + "@" + here + ">\r\nExpires: 3600\r\n" + authorization + "Content-Length: 0\r\n\r\n";
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        InetSocketAddress server = SCENE.product.sip();
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    private static SipText receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
        socket.receive(packet);
        return SipText.parse(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    }

    /** As the command does, but two thousand at once. */
    private static void addAccounts() throws SQLException {
        try (Connection connection = SCENE.product.database();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO account (user_name, display_name, ha1_md5,"
                        + " ha1_sha256, role) VALUES (?, ?, ?, ?, 'USER')")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < USERS; i++) {
                String user = "storm" + i;
                String secret = user + ":" + Product.DOMAIN + ":" + Scene.PASSWORD;
                insert.setString(1, user);
                insert.setString(2, user);
                insert.setString(3, hash("MD5", secret));
                insert.setString(4, hash("SHA-256", secret));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
