package io.bridgehead.bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.bridgehead.bridge.http.Contract;
import io.bridgehead.bridge.http.InvalidSignatureException;
import io.bridgehead.bridge.http.WebhookSignature;
import io.bridgehead.test.Feature;

/** What the simulator says and is told, held against the published contract. */
class SimulatorServerTest {

    private static final String SECRET = "a secret only the two of us know, 2026";
    private static final String DIAL = "{\"command\":\"dial\",\"id\":\"c1.p1.1.dial\",\"conference\":\"c1\",\"leg\":\"c1.p1.1\","
            + "\"address\":\"tel:+4930200\",\"displayName\":\"Bob\",\"subject\":\"Budget\"}";
    private static final String LIST = "{\"command\":\"list\",\"id\":\"c1.list\",\"conference\":\"c1\"}";
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final WebhookSignature signature = new WebhookSignature(SECRET);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private HttpServer bridgehead;
    private SimulatorServer simulator;

    @BeforeEach
    void listen() throws IOException {
        bridgehead = HttpServer.create(ANYWHERE, 0);
        bridgehead.createContext("/bridges/sim/events", this::take);
        bridgehead.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
        bridgehead.stop(0);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(verified(call, body) ? 204 : 401, -1);
        }
    }

    private boolean verified(HttpExchange call, byte[] body) {
        try {
            signature.verify(call.getRequestHeaders().getFirst(WebhookSignature.ID),
                    call.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP),
                    call.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE), body, Instant.now());
            return reports.add(new String(body, StandardCharsets.UTF_8));
        } catch (InvalidSignatureException e) {
            forged.add(e.getMessage());
            return false;
        }
    }

    private void simulate(Misbehaviour misbehaviour) throws IOException {
        URI reportTo = URI.create("http://127.0.0.1:" + bridgehead.getAddress().getPort() + "/bridges/sim/events");
        simulator = new SimulatorServer(new SimulatorSettings(ANYWHERE, List.of(SECRET), reportTo, null, misbehaviour,
                Duration.ofMillis(20), Duration.ofMillis(200)), command -> {
                }, said::add);
    }

    @Test
    void saysWhyItsEventsAreNotTaken() throws Exception {
        simulate(Misbehaviour.FORGED);
        dial();

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(said).contains(
                "Events from 1 on are not taken, for the 1. time: it answered 401 "
                        + "(are the secrets on both sides the same, and the clocks right?)"));
        assertThat(said).as("more and more seldom").hasSizeLessThan(4);
    }

    private HttpResponse<String> send(String method, String path, String id, String secret, String body) throws Exception {
        Instant now = Instant.now();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                .timeout(Duration.ofSeconds(5)).header(WebhookSignature.ID, id)
                .header(WebhookSignature.TIMESTAMP, WebhookSignature.seconds(now))
                .header(WebhookSignature.SIGNATURE, new WebhookSignature(secret).sign(id, now, bytes))
                .method(method, bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> dial() throws Exception {
        return send("PUT", "/commands/c1.p1.1.dial", "c1.p1.1.dial", SECRET, DIAL);
    }

    private HttpResponse<String> replay() throws Exception {
        return send("GET", "/events?after=0", "q1", SECRET, "");
    }

    private void awaitReported(String word) {
        Awaitility.await(word)
                .until(() -> reports.stream().anyMatch(report -> report.contains(word)));
    }

    @Test
    @Feature("A046")
    void keepsTheContract() throws Exception {
        simulate(Misbehaviour.NONE);

        assertThat(dial().statusCode()).isEqualTo(202);
        awaitReported("answered");
        assertThat(dial().statusCode()).as("the same again").isEqualTo(202);

        assertThat(reports).allSatisfy(report -> assertThat(Contract.breaches("EventBatch", report)).isEmpty());
        assertThat(send("PUT", "/commands/c1.list", "c1.list", SECRET, LIST).body())
                .contains("\"leg\":\"c1.p1.1\",\"state\":\"answered\"");
        assertThat(replay().body()).contains("progress").contains("ringing").contains("answered").contains("\"last\":");
        assertThat(send("PUT", "/commands/c1.list", "c1.list", "the secret of somebody else altogether", LIST).statusCode())
                .isEqualTo(401);
        assertThat(send("PUT", "/commands/c2.list", "c2.list", SECRET, LIST).statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/elsewhere", "c1.list", SECRET, LIST).statusCode()).isEqualTo(404);
    }

    @Test
    void leavesGapsThatItFillsWhenAsked() throws Exception {
        simulate(Misbehaviour.GAPS);
        dial();
        awaitReported("answered");

        assertThat(String.join("\n", reports)).contains("progress").doesNotContain("ringing");
        assertThat(replay().body()).contains("ringing");
    }

    @Test
    void signsWithAnotherSecret() throws Exception {
        simulate(Misbehaviour.FORGED);
        dial();

        Awaitility.await().until(() -> !forged.isEmpty());
        assertThat(reports).isEmpty();
    }

    @Test
    void talksGarbage() throws Exception {
        simulate(Misbehaviour.GARBAGE);

        assertThat(dial().body()).startsWith("<html>");
        awaitReported("<html>");
        awaitReported("answered");
        assertThat(replay().body()).startsWith("<html>");
    }

    @Test
    void answersLateWhatItHasCarriedOut() throws Exception {
        simulate(Misbehaviour.SLOW);
        Instant begin = Instant.now();

        assertThat(dial().statusCode()).isEqualTo(202);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        awaitReported("answered");
    }

    @Test
    void closesTheConnectionOfWhatItHasCarriedOut() throws Exception {
        simulate(Misbehaviour.CUTS);

        assertThatThrownBy(this::dial).isInstanceOf(IOException.class);
        assertThat(dial().statusCode()).isEqualTo(202);
        awaitReported("answered");
    }
}
