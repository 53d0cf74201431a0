package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.Feature;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.RunningProcess;
import io.bridgehead.test.Soap;
import io.bridgehead.test.TestAuthority;
import io.bridgehead.test.TestAuthority.Certificate;
import io.bridgehead.test.Threat;

/**
 * A partner's bridge reports by HTTPS to a product that has a certificate: openssl signs and curl sends, as the guide shows.
 */
class HttpsCallbacksIT {

    private static final int PORT = Ports.free();
    /** What curl ends with when a certificate is of an authority it does not know. */
    private static final int UNKNOWN_AUTHORITY = 60;

    @TempDir
    static Path folder;
    private static TestAuthority authority;
    private static PartnerBridge partner;
    private static Path bridges;
    private static Product product;
    private static String conference;

    @BeforeAll
    static void start() {
        authority = new TestAuthority(folder);
        Certificate own = authority.issue("own", "dns:localhost,ip:127.0.0.1");
        partner = new PartnerBridge();
        bridges = partner.folder("acme", 10_000);
        product = Product.withDemoAccounts().set("quarkus.tls.key-store.pem.0.cert", own.certificate())
                .set("quarkus.tls.key-store.pem.0.key", own.key()).set("quarkus.http.ssl-port", PORT)
                .set("bridgehead.bridge.accounts.ours.bridge", "acme").set("bridgehead.bridge.accounts.simulated.bridge", "sim")
                .set("bridgehead.bridge.folder", bridges)
                .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8").start();
        Awaitility.await("the bridge is plugged in").until(() -> Soap.text(create("ours"), "conferenceId"), id -> {
            conference = id;
            return !id.isEmpty();
        });
    }

    @AfterAll
    static void stop() {
        product.close();
        partner.close();
    }

    private static String create(String account) {
        return Soap.post(product.http("/services/conference"),
                Soap.createConference(Soap.messageId(), "tel:+4930111", "tel:+4930222").replace("</c:createConference>",
                        "<c:account>" + account + "</c:account></c:createConference>"),
                "Basic " + Base64.getEncoder().encodeToString("carol:demo".getBytes(StandardCharsets.UTF_8))).body();
    }

    /** The guide's example with this conference's event and another address; prints what curl answers, then the status. */
    private static RunningProcess report(String secret, TestAuthority trusted) throws IOException {
        String page = Files.readString(Path.of("docs/add-a-bridge.md"));
        int start = page.indexOf("secret=$(cat");
        String example = page.substring(start, page.indexOf("```", start))
                .replace("$(cat data/bridges/acme.secret)", "'" + secret + "'")
                .replace("\"event\":\"ringing\",\"leg\":\"cX.p1.1\"",
                        "\"event\":\"answered\",\"leg\":\"" + conference + ".p1.1\"")
                .replace("curl -s http://127.0.0.1:8080/", "curl -sS -w '%{http_code}' --cacert " + trusted.authority()
                        + " https://127.0.0.1:" + PORT + "/");
        return RunningProcess.start(new ProcessBuilder("bash", "-c", example));
    }

    private static boolean secondIsCalled() {
        return partner.commands().stream().anyMatch(command -> (conference + ".p2.1").equals(command.get("leg")));
    }

    @Test
    @Threat(12)
    void aSignedEventIsTakenAndOnlyThat() throws IOException {
        try (RunningProcess forged = report("the secret of somebody else altogether", authority)) {
            assertThat(forged.exitCode(20)).isZero();
            assertThat(forged.lines()).singleElement().asString().endsWith("401");
        }
        assertThat(secondIsCalled()).isFalse();

        try (RunningProcess signed = report(PartnerBridge.SECRET, authority)) {
            assertThat(signed.exitCode(20)).isZero();
            assertThat(signed.lines()).containsExactly("204");
        }
        Awaitility.await("the other is called").until(HttpsCallbacksIT::secondIsCalled);
    }

    @Test
    void thePartnerRefusesACertificateOfAnotherAuthority(@TempDir Path others) throws IOException {
        try (RunningProcess deceived = report(PartnerBridge.SECRET, new TestAuthority(others))) {
            assertThat(deceived.exitCode(20)).isEqualTo(UNKNOWN_AUTHORITY);
            assertThat(deceived.lines()).anyMatch(line -> line.contains("certificate"));
        }
    }

    @Test
    @Feature("A046")
    void theSimulatorBelievesAnAuthorityThatItIsGiven() throws IOException {
        Path secret = Files.writeString(bridges.resolve("sim.secret"), PartnerBridge.SECRET);
        try (RunningProcess simulator = RunningProcess.start(new ProcessBuilder(Product.commandLine(Map.of(),
                List.of("bridge", "simulate", "--port", "0", "--pace", "100", "--secret-file", secret.toString(), "--trust",
                        authority.authority().toString(), "--report-to",
                        "https://127.0.0.1:" + PORT + "/bridges/sim/events"))))) {
            String listens = simulator.await(0, "its address", line -> line.startsWith("Simulated bridge at "), 20);
            Files.writeString(bridges.resolve("sim.yaml"), Files.readString(bridges.resolve("acme.yaml"))
                    .replaceFirst("value: http.*", "value: " + listens.replaceFirst(".* at (.*), behaviour.*", "$1")));
            Awaitility.await("the bridge is plugged in").until(() -> Soap.text(create("simulated"), "conferenceId"),
                    id -> !id.isEmpty());

            simulator.await(0, "the second call", line -> line.endsWith(".p2.1.dial"), 20);
        }
    }

    @Test
    void theWebServicesAreThereToo() throws IOException {
        try (RunningProcess curl = RunningProcess.start(new ProcessBuilder("curl", "-sS", "--cacert",
                authority.authority().toString(), "https://localhost:" + PORT + "/services/conference?wsdl"))) {
            assertThat(curl.exitCode(20)).isZero();
            assertThat(String.join("\n", curl.lines())).contains("urn:bridgehead:conference:1",
                    "https://localhost:" + PORT + "/services/conference");
        }
    }
}
