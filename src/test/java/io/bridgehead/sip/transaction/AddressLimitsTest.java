package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.transport.AddressLimits;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.Refusal;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TransportLimits;
import io.bridgehead.test.Threat;

/** What one address may use up; other addresses do not notice. The loopback network has many addresses. */
class AddressLimitsTest {
    private final TestStacks stacks = new TestStacks();
    private SipStack server;

    @AfterEach
    void close() {
        stacks.close();
    }

    private void start(TransportLimits limits) {
        server = stacks.start(stacks.builder().transportLimits(limits).handler(transaction -> transaction.respond(200)));
    }

    private static TransportLimits allowing(int perSecond, int atOnce) {
        return TransportLimits.DEFAULT.withConnections(1_000, AddressLimits.DEFAULT.withRequests(perSecond, atOnce));
    }

    private static String options(String more) {
        String id = UUID.randomUUID().toString();
        return "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;rport;branch=z9hG4bK" + id
                + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: " + id + "\r\nCSeq: 1 OPTIONS\r\n" + more
                + "Content-Length: 0\r\n\r\n";
    }

    private List<String> datagrams(String from, int count, String more) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] bytes = options(more).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"),
                        server.boundPort(SipTransport.UDP)));
            }
            socket.setSoTimeout(500);
            try {
                while (answers.size() < count) {
                    DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
                    socket.receive(answer);
                    answers.add(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII));
                }
            } catch (SocketTimeoutException e) {
                // no more
            }
            return answers;
        }
    }

    @Test
    void hearsNothingOverUdpFromAnAddressAboveItsAllowance() throws Exception {
        start(allowing(1, 10));
        assertThat(datagrams("127.0.0.2", 30, "")).hasSize(10);
        assertThat(datagrams("127.0.0.3", 5, "")).hasSize(5);
        assertThat(server.transportCounters().refused(Refusal.RATE)).isEqualTo(20);
    }

    @Test
    void readsAConnectionMoreSlowlyAndLosesNothing() throws Exception {
        start(allowing(20, 5));
        try (Socket socket = connect("127.0.0.2")) {
            long began = System.nanoTime();
            assertThat(exchange(socket, several(25), 25)).allMatch(line -> line.startsWith("SIP/2.0 200"));
            assertThat(exchange(socket, several(1), 1)).allMatch(line -> line.startsWith("SIP/2.0 200"));
            assertThat(System.nanoTime() - began).isGreaterThan(800_000_000L);
        }
    }

    @Test
    void answers503WithRetryAfterToWhatIsFarTooMuch() throws Exception {
        start(allowing(2, 5));
        List<String> answers = stream("127.0.0.2", 50);
        assertThat(answers).filteredOn(answer -> answer.startsWith("SIP/2.0 503")).hasSizeGreaterThan(30)
                .allMatch(answer -> answer.contains("Retry-After: 2"));
        assertThat(answers).filteredOn(answer -> answer.startsWith("SIP/2.0 200")).hasSizeBetween(5, 12);
        assertThat(stream("127.0.0.3", 3)).allMatch(answer -> answer.startsWith("SIP/2.0 200"));
    }

    private List<String> stream(String from, int count) throws IOException {
        try (Socket socket = connect(from)) {
            return exchange(socket, several(count), count);
        }
    }

    private Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), server.boundPort(SipTransport.TCP), InetAddress.getByName(from),
                0);
    }

    private static String several(int count) {
        return Stream.generate(() -> options("")).limit(count).collect(Collectors.joining());
    }

    private static List<String> exchange(Socket socket, String requests, int count) throws IOException {
        socket.getOutputStream().write(requests.replace("/UDP", "/TCP").getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(30_000);
        StringBuilder read = new StringBuilder();
        List<String> answers = new ArrayList<>();
        while (answers.size() < count) {
            read.append((char) socket.getInputStream().read());
            if (read.indexOf("\r\n\r\n") >= 0) {
                answers.add(read.toString());
                read.setLength(0);
            }
        }
        return answers;
    }

    @Test
    void tellsAClientThatOffersKeepAlivesHowOften() throws Exception {
        start(TransportLimits.DEFAULT);
        try (Socket socket = connect("127.0.0.2")) {
            assertThat(exchange(socket, options("").replace(";rport", ";keep;rport"), 1)).singleElement().asString()
                    .contains(";keep=120;");
        }
    }

    @Test
    void trustsTheAddressesItIsToldTo() throws Exception {
        start(TransportLimits.DEFAULT.withConnections(100,
                new AddressLimits(1, 1, 1, Networks.of(List.of("127.0.0.0/30")))));
        assertThat(datagrams("127.0.0.3", 20, "")).hasSize(20);
        assertThat(datagrams("127.0.0.4", 20, "")).hasSize(1);
    }

    @Test
    @Threat(19)
    void sendsNoMoreOverUdpThanAnAddressHasSent() throws Exception {
        start(TransportLimits.DEFAULT.withUdpCredit(true));
        String shortest = options("");
        List<String> answers = datagrams("127.0.0.2", 20, "");
        assertThat(answers).isNotEmpty();
        assertThat(answers.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(20 * shortest.length());
        assertThat(server.transportCounters().refused(Refusal.UDP_CREDIT)).isPositive();
        assertThat(datagrams("127.0.0.3", 5, "User-Agent: " + "x".repeat(100) + "\r\n")).hasSize(5);
    }

    @Test
    @Threat(7)
    void closesTheConnectionWhoseUnfinishedMessageIsTooMuchForAll() throws Exception {
        start(TransportLimits.DEFAULT.withMaxPartialBytes(100_000));
        List<Socket> sockets = new ArrayList<>();
        byte[] part = (options("").replace("Content-Length: 0", "Content-Length: 60000") + "x".repeat(30_000))
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket("127.0.0.1", server.boundPort(SipTransport.TCP));
            socket.getOutputStream().write(part);
            sockets.add(socket);
        }
        await().until(() -> server.transportCounters().refused(Refusal.PARTIAL_BYTES) >= 6);
        assertThat(server.transportCounters().partialBytes()).isBetween(30_000L, 100_000L);
        for (Socket socket : sockets) {
            socket.close();
        }
        await().until(() -> server.transportCounters().partialBytes() == 0);
    }
}
