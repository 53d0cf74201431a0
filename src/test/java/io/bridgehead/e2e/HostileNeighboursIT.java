package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Threat;

/** Some hold sockets and say next to nothing, others throw garbage; whoever behaves does not notice. */
@Threat(7)
class HostileNeighboursIT {

    private static final int SLOW = 500;
    private static final int GARBAGE_A_MILLISECOND = 1;
    private static final int MESSAGES = 60;

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.sip.limits.trusted-addresses", "127.0.0.1");

    @Test
    void aGoodClientIsAnsweredWithinASecondAndTheSlowOnesAreGone() throws Exception {
        List<Socket> slow = new ArrayList<>();
        ScheduledExecutorService noise = Executors.newScheduledThreadPool(2);
        try (SipWire alice = new SipWire(PRODUCT.sip(), Product.DOMAIN);
                SipWire bob = new SipWire(PRODUCT.sip(), Product.DOMAIN);
                DatagramSocket thrower = new DatagramSocket(new InetSocketAddress("127.0.3.1", 0))) {
            alice.register("alice", "demo");
            bob.register("bob", "demo");
            Random random = new Random(7);
            noise.scheduleAtFixedRate(() -> garbage(thrower, random), 0, 1, TimeUnit.MILLISECONDS);
            for (int i = 0; i < SLOW; i++) {
                slow.add(slowSocket(i));
            }

            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                long began = System.nanoTime();
                SipText answer = alice.exchange(alice.message("alice", "bob", "text/plain", "hello " + i), "alice", "demo");
                millis.add((System.nanoTime() - began) / 1_000_000);
                assertThat(answer.status()).isEqualTo(200);
            }
            Collections.sort(millis);
            assertThat(millis.get(MESSAGES * 99 / 100)).as("p99 of %s ms", millis).isLessThan(1_000);

            for (Socket socket : slow) {
                assertThat(ended(socket)).isTrue();
            }
            Awaitility.await().untilAsserted(
                    () -> assertThat(PRODUCT.get("/q/metrics")).containsPattern("bridgehead_sip_partial_bytes 0")
                            .containsPattern("refused_total\\{reason=\"too-slow\"\\} [1-9]\\d\\d")
                            .containsPattern("refused_total\\{reason=\"malformed\"\\} [1-9]\\d\\d\\d"));
            assertThat(alice.exchange(alice.message("alice", "bob", "text/plain", "still here"), "alice", "demo").status())
                    .isEqualTo(200);
        } finally {
            noise.shutdownNow();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void garbage(DatagramSocket thrower, Random random) {
        for (int i = 0; i < GARBAGE_A_MILLISECOND; i++) {
            byte[] bytes = new byte[1 + random.nextInt(1_200)];
            random.nextBytes(bytes);
            try {
                thrower.send(new DatagramPacket(bytes, bytes.length, PRODUCT.sip()));
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    /** From three addresses, for one may not hold so many: silent, half a header section, half a body. */
    private static Socket slowSocket(int i) throws IOException {
        Socket socket = new Socket(PRODUCT.sip().getAddress(), PRODUCT.sip().getPort(),
                InetAddress.getByName("127.0.4." + (1 + i % 3)), 0);
        String head = "MESSAGE sip:bob@" + Product.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/TCP x.invalid;branch=z9hG4bK" + i
                + "\r\n";
        String part = switch (i % 3) {
            case 0 -> "";
            case 1 -> head;
            default -> head + "Content-Length: 60000\r\n\r\n" + "x".repeat(1_000);
        };
        socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                continue; // an answer that says what was wrong
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
