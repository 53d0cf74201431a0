package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Product;
import io.bridgehead.test.RunningProcess;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;

/** A bridge of another make, a small HTTP server, is plugged into the running product by one file. */
class PartnerBridgeIT {

    private static final Path FOLDER = folder();

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.bridge.folder", FOLDER)
            .set("bridgehead.bridge.default", "acme").set("bridgehead.bridge.accounts.gold.bridge", "acme")
            .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8");

    private static PartnerBridge partner;

    private static Path folder() {
        try {
            return Files.createTempDirectory("bridges");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void plugIn() throws IOException {
        partner = new PartnerBridge();
        assertThat(create()).as("before its file is there").contains("bridge-unavailable");
        drop("acme.secret", PartnerBridge.SECRET);
        drop("acme.yaml", """
                - templatedRoute:
                    routeTemplateRef: http-bridge
                    parameters:
                      - name: url
                        value: %s
                      - name: patience
                        value: 1000
                """.formatted(partner.url()));
        awaitHealth("\"used\": 1");
    }

    @BeforeEach
    void forget() {
        partner.commands().clear();
    }

    @AfterAll
    static void plugOut() throws IOException {
        for (String file : List.of("acme.yaml", "acme.secret", "wrong.yaml")) {
            Files.deleteIfExists(FOLDER.resolve(file));
        }
        awaitHealth("\"used\": 0");
        partner.close();
        assertThat(create()).as("after its file is gone").contains("bridge-unavailable");
        assertThat(partner.breaches()).isEmpty();
        assertThat(PRODUCT.log()).doesNotContain(PartnerBridge.SECRET);
    }

    private static void drop(String name, String text) throws IOException {
        Files.writeString(FOLDER.resolve(name), text);
    }

    private static void awaitHealth(String part) {
        Awaitility.await(part).until(() -> PRODUCT.get("/q/health/ready").contains(part));
    }

    /** Carol asks the web service for a conference on the account gold. */
    private static String create() {
        String envelope = Soap.createConference(Soap.messageId(), "tel:+4930111", "tel:+4930222")
                .replace("</c:createConference>", "<c:account>gold</c:account></c:createConference>");
        return ask(envelope);
    }

    private static String ask(String envelope) {
        return Soap.post(PRODUCT.http("/services/conference"), envelope,
                "Basic " + Base64.getEncoder().encodeToString("carol:demo".getBytes(StandardCharsets.UTF_8))).body();
    }

    private static Client start() {
        return Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, "Carol <tel:+4930111>", "Alice <tel:+4930222>");
    }

    private static URI callbacks() {
        return PRODUCT.http("/bridges/acme/events");
    }

    private void report(String event, String leg) {
        assertThat(partner.report(callbacks(), List.of(partner.happens(event, leg))).statusCode()).isEqualTo(204);
    }

    private static void awaitCommand(String word, String key, String value) {
        Awaitility.await(word + " " + value).until(() -> partner.commands().stream()
                .anyMatch(command -> word.equals(command.get("command")) && value.equals(command.get(key))));
    }

    @Test
    @Feature({ "A032", "A046", "A047" })
    void itTakesCallsAndAWrongFileBesideItStopsNothing() throws IOException {
        try (Client client = start()) {
            Map<String, Object> dial = partner.awaitCommand("dial");
            String carol = (String) dial.get("leg");
            assertThat(dial).containsEntry("address", "tel:+4930111").containsEntry("displayName", "Carol");
            report("ringing", carol);
            client.awaitState("Carol", "ringing");
            report("answered", carol);
            client.awaitState("Carol", "in the call");
            String alice = carol.replace(".p1.", ".p2.");
            Awaitility.await().until(() -> partner.commands().stream().anyMatch(command -> alice.equals(command.get("leg"))));

            drop("wrong.yaml", Files.readString(FOLDER.resolve("acme.yaml")).replace("patience", "patients"));
            awaitHealth("line 6: there is no parameter patients");
            assertThat(PRODUCT.log()).containsPattern("ERROR .*wrong.yaml is refused: line 6: there is no parameter patients");
            assertThat(PRODUCT.get("/q/metrics")).contains("bridgehead_bridge_files{state=\"refused\"} 1.0");

            report("ringing", alice);
            client.awaitState("Alice", "ringing");
            report("answered", alice);
            client.awaitState("Alice", "in the call");
            client.type("end");
            assertThat(partner.awaitCommand("hangUp")).containsEntry("reason", "conference-ended");
            report("left", alice);
            report("left", carol);
            partner.awaitCommand("end");
            assertThat(client.exitCode()).isZero();
        }
    }

    @Test
    @Feature("A058")
    void whatItSaysInItsOwnWordsAndCodesIsReadByTheClient() {
        try (Client client = start()) {
            String carol = (String) partner.awaitCommand("dial").get("leg");
            report("answered", carol);
            String alice = carol.replace(".p1.", ".p2.");
            awaitCommand("dial", "leg", alice);
            Map<String, Object> refused = partner.happens("refused", alice);
            refused.put("cause", Map.of("source", "SIP", "code", 677, "text", "Line 7 is being mended <until 6>"));
            assertThat(partner.report(callbacks(), List.of(refused)).statusCode()).isEqualTo(204);

            client.awaitLine("The call to Alice failed", "Line 7 is being mended <until 6>");
            assertThat(ask(Soap.getConference(client.conference()))).contains("code>677<",
                    "text>Line 7 is being mended &lt;until 6");
            client.type("end");
            awaitCommand("hangUp", "leg", carol);
            report("left", carol);
            assertThat(client.exitCode()).isZero();
        }
    }

    @Test
    @Feature("A025")
    @Threat(12)
    void nobodyElseReportsForIt() {
        String body = PartnerBridge.batch(List.of(Map.of("number", 1, "event", "conferenceEnded", "conference", "c1", "time",
                "2026-01-01T10:00:00Z")));
        Instant now = Instant.now();
        String stranger = "the secret of somebody else altogether";

        assertThat(PartnerBridge.post(callbacks(), stranger, "b1", now, body).statusCode()).isEqualTo(401);
        assertThat(PartnerBridge.post(callbacks(), PartnerBridge.SECRET, "b1", now.minusSeconds(600), body).statusCode())
                .isEqualTo(401);
        assertThat(PartnerBridge.post(callbacks(), PartnerBridge.SECRET, "b1", now, body).statusCode()).isEqualTo(404);
        assertThat(PartnerBridge.post(callbacks(), PartnerBridge.SECRET, "b1", now, "{}").body()).contains("1 to 100 events");
        assertThat(PartnerBridge.post(PRODUCT.http("/bridges/embedded/events"), PartnerBridge.SECRET, "b1", now, body)
                .statusCode()).isEqualTo(404);
        assertThat(PartnerBridge.post(PRODUCT.http("/bridges/other/events?name=acme"), PartnerBridge.SECRET, "b1", now, body)
                .statusCode()).isEqualTo(404);
        assertThat(PartnerBridge.send(HttpRequest.newBuilder(callbacks()), new byte[1 << 20]).statusCode()).isEqualTo(413);
        assertThat(PartnerBridge.sendOfUnknownLength(callbacks())).isEqualTo(411);
    }

    @Test
    @Feature("A047")
    void whileTheProductStartsAndStopsEventsAreToComeAgain() throws Exception {
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        AtomicBoolean restarted = new AtomicBoolean();
        Thread reports = new Thread(() -> {
            while (!restarted.get()) {
                try {
                    answers.add(PartnerBridge.send(HttpRequest.newBuilder(callbacks()), new byte[2]).statusCode());
                    Thread.sleep(20);
                } catch (UncheckedIOException e) {
                    // Nobody listens, or the connection is cut: that is said loudly enough.
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        reports.start();
        PRODUCT.stop();
        PRODUCT.restart();
        restarted.set(true);
        reports.join();

        assertThat(answers).contains(503, 401).isSubsetOf(503, 401);
    }

    @Test
    @Feature({ "A134", "A135", "A137" })
    @Threat(26)
    void aConferenceEndsWhenItIsGoneAndOnceItIsBackItHangsUpAndNewOnesBegin() {
        String carol;
        try (Client client = start()) {
            carol = (String) partner.awaitCommand("dial").get("leg");
            report("answered", carol);
            client.awaitState("Carol", "in the call");
            partner.stop();
            client.awaitLine("bridge");
            assertThat(client.exitCode()).isNotZero();
        }
        assertThat(create()).contains("bridge-unavailable");
        partner.start();
        Awaitility.await().until(() -> create().contains("createConferenceResponse"));
        awaitCommand("hangUp", "leg", carol);
        awaitCommand("end", "conference", carol.substring(0, carol.indexOf('.')));
    }

    @Test
    @Threat(25)
    void whatHappensOnItWhileBridgeheadIsDownIsAskedForAfterTheRestart() {
        String conference = Soap.text(create(), "conferenceId");
        awaitCommand("dial", "leg", conference + ".p1.1");
        report("answered", conference + ".p1.1");
        awaitCommand("dial", "leg", conference + ".p2.1");
        PRODUCT.kill9();
        partner.happens("left", conference + ".p1.1");
        PRODUCT.restart();

        awaitCommand("hangUp", "leg", conference + ".p2.1");
        report("refused", conference + ".p2.1");
        awaitCommand("end", "conference", conference);
    }

    @Test
    void theSigningExampleForPeopleWorks() throws IOException {
        String page = Files.readString(Path.of("docs/add-a-bridge.md"));
        int start = page.indexOf("secret=$(cat");
        String example = page.substring(start, page.indexOf("```", start))
                .replace("data/bridges/acme.secret", FOLDER.resolve("acme.secret").toString())
                .replace("http://127.0.0.1:8080/bridges/acme/events", callbacks().toString());

        try (RunningProcess shell = RunningProcess.start(new ProcessBuilder("bash", "-c", example))) {
            assertThat(shell.exitCode(20)).isZero();
            assertThat(shell.lines()).singleElement().asString().contains("Event 1: no such conference on this bridge");
        }
    }

    @Test
    void aFileCanBeCheckedBeforeItIsDroppedAndTheContractBeRead() throws IOException {
        assertThat(PRODUCT.run("bridge", "check-file", FOLDER.resolve("acme.yaml").toString())).first().asString()
                .endsWith("acme.yaml is right: bridge acme at " + partner.url());
        assertThat(PRODUCT.get("/bridge-contract.yaml")).startsWith("openapi: 3.1.0");
    }
}
