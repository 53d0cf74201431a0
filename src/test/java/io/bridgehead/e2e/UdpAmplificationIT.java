package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.DigestAnswer;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.Threat;

/** Nobody can make the product send more to a victim than he sends himself; who has an account is served over UDP. */
@Threat(19)
class UdpAmplificationIT {

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.sip.limits.trusted-addresses", "127.0.0.1");

    private static DatagramSocket socket(String address) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0));
        socket.setSoTimeout(700);
        return socket;
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, PRODUCT.sip()));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        try {
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException nothing) {
            return null;
        }
    }

    /** As short as a request can be, so that any answer with a challenge is longer. */
    private static String shortest(String method) {
        return method + " sip:" + Product.DOMAIN + " SIP/2.0\r\nv:SIP/2.0/UDP h;rport;branch=z9hG4bK" + UUID.randomUUID()
                + "\r\nMax-Forwards:9\r\nf:<sip:alice@" + Product.DOMAIN + ">;tag=1\r\nt:<sip:alice@" + Product.DOMAIN
                + ">\r\ni:"
                + UUID.randomUUID() + "\r\nCSeq:1 " + method + "\r\nl:0\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = { "REGISTER", "MESSAGE", "INVITE", "OPTIONS", "SUBSCRIBE", "BYE", "FOO" })
    void sendsNoMoreThanItGot(String method) throws Exception {
        try (DatagramSocket attacker = socket("127.0.7." + (1 + Math.abs(method.hashCode() % 200)))) {
            int in = 0;
            int out = 0;
            for (int i = 0; i < 20; i++) {
                String request = shortest(method);
                in += request.length();
                send(attacker, request);
            }
            for (String answer = receive(attacker); answer != null; answer = receive(attacker)) {
                out += answer.length();
            }
            assertThat(out).as("bytes out for %d bytes in", in).isLessThanOrEqualTo(in);
        }
    }

    @Test
    void answersNothingMalformed() throws Exception {
        try (DatagramSocket attacker = socket("127.0.8.1")) {
            for (String garbage : List.of("x", "\0\0\0\0", "GET / HTTP/1.1\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n",
                    "INVITE sip:a@b SIP/2.0\r\n\r\n", shortest("REGISTER").substring(0, 120), "A".repeat(4_000))) {
                send(attacker, garbage);
            }
            assertThat(receive(attacker)).isNull();
        }
    }

    @Test
    void registersWhoRepeatsItsFirstRequestAsClientsDo() throws Exception {
        try (DatagramSocket alice = socket("127.0.9.1")) {
            String first = register(1, "");
            send(alice, first);
            String challenge = receive(alice);
            if (challenge == null) { // held back: it is longer than what came in
                send(alice, first);
                challenge = receive(alice);
            }
            assertThat(challenge).startsWith("SIP/2.0 401");
            String credentials = DigestAnswer.to(SipText.parse(challenge).header("WWW-Authenticate"), "alice", "demo",
                    "REGISTER",
                    "sip:" + Product.DOMAIN);
            send(alice, register(2, "Authorization: " + credentials + "\r\n"));
            assertThat(receive(alice)).startsWith("SIP/2.0 200");
            send(alice, register(3, ""));
            assertThat(receive(alice)).as("now that alice has shown that she is there").startsWith("SIP/2.0 401");
        }
    }

    private static String register(int sequence, String more) {
        String address = "sip:alice@" + Product.DOMAIN;
        return "REGISTER sip:" + Product.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.9.1;rport;branch=z9hG4bK"
                + UUID.randomUUID() + "\r\nMax-Forwards: 70\r\nFrom: <" + address + ">;tag=1\r\nTo: <" + address
                + ">\r\nCall-ID: register\r\nCSeq: " + sequence + " REGISTER\r\nContact: <sip:alice@127.0.9.1>\r\n" + more
                + "Content-Length: 0\r\n\r\n";
    }
}
