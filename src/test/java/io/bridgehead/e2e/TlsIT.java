package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.TestAuthority;
import io.bridgehead.test.TestAuthority.Certificate;
import io.bridgehead.test.Threat;

/** SIP over TLS as openssl and testssl.sh see it. */
class TlsIT {

    @TempDir
    static Path folder;
    private static final int PORT = Ports.free();
    private static TestAuthority authority;
    private static Certificate own;
    private static Product product;

    @BeforeAll
    static void start() {
        authority = new TestAuthority(folder);
        own = authority.issue("own", "dns:localhost,ip:127.0.0.1");
        product = Product.withDemoAccounts().set("bridgehead.sip.transports", "udp,tcp,tls")
                .set("bridgehead.sip.tls.port", PORT)
                .set("bridgehead.sip.tls.certificate", own.certificate()).set("bridgehead.sip.tls.key", own.key())
                .start();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    /** A connection of {@code openssl s_client}. */
    private static final class Openssl implements AutoCloseable {
        private final Process process;
        private final Thread reader;
        private final StringBuilder output = new StringBuilder();

        Openssl(String... options) {
            List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + PORT, "-CAfile",
                    authority.authority().toString(), "-verify_return_error"));
            command.addAll(List.of(options));
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            reader = new Thread(this::read, "openssl");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                for (int c = process.getInputStream().read(); c >= 0; c = process.getInputStream().read()) {
                    synchronized (output) {
                        output.append((char) c);
                    }
                }
            } catch (IOException e) {
                // it has ended
            }
        }

        String text() {
            synchronized (output) {
                return output.toString();
            }
        }

        Openssl await(String text) {
            Awaitility.await(text).until(() -> text().contains(text));
            return this;
        }

        Openssl type(String text) throws IOException {
            process.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return this;
        }

        boolean ends() throws InterruptedException {
            reader.join(15_000); // to the end of what it printed
            return process.waitFor(1, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static String options(String id) {
        return "OPTIONS sip:localhost SIP/2.0\r\nVia: SIP/2.0/TLS x.invalid;rport;branch=z9hG4bK" + UUID.randomUUID()
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: " + id
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = { "-tls1_2", "-tls1_3" })
    @Feature("A020")
    void answersOverTls(String version) throws Exception {
        try (Openssl client = new Openssl("-quiet", version)) {
            client.type(options("over-" + version)).await("SIP/2.0 200").await("Call-ID: over-" + version);
        }
    }

    @Test
    @Threat(20)
    void breaksOffARenegotiation() throws Exception {
        try (Openssl client = new Openssl("-tls1_2").await("Verify return code: 0")) {
            client.type("R\n");
            assertThat(client.ends()).isTrue();
            assertThat(client.text()).contains("RENEGOTIATING").containsAnyOf("unexpected eof", "reset by peer", "closed");
        }
        try (Openssl other = new Openssl("-quiet")) {
            other.type(options("after")).await("SIP/2.0 200");
        }
    }

    @Test
    @Feature("A020")
    void showsARenewedCertificateWithoutARestart() throws Exception {
        try (Openssl early = new Openssl("-quiet", "-tls1_3")) {
            early.type(options("early")).await("SIP/2.0 200");
            authority.issue("renewed", "dns:localhost,ip:127.0.0.1").replace(own);

            Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).until(() -> {
                try (Openssl late = new Openssl().await("Verify return code")) {
                    return late.text().contains("CN = renewed");
                }
            });
            early.type(options("still-here")).await("Call-ID: still-here");
        }
    }

    @Test
    @Threat(20)
    void satisfiesTestssl() throws Exception {
        Process process = new ProcessBuilder("testssl", "--quiet", "--color", "0", "--warnings", "off", "--protocols",
                "--renegotiation",
                "--std", "--fs", "--ccs-injection", "--freak", "--logjam", "--drown", "--poodle", "--sweet32", "--rc4",
                "127.0.0.1:" + PORT)
                .redirectErrorStream(true).start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(report).containsPattern("TLS 1.2 +offered \\(OK\\)").containsPattern("TLS 1.3 +offered \\(OK\\)")
                .containsPattern("SSLv2 +not offered").containsPattern("SSLv3 +not offered")
                .containsPattern("TLS 1 +not offered")
                .containsPattern("TLS 1.1 +not offered")
                .containsPattern("Secure Client-Initiated Renegotiation +not vulnerable \\(OK\\)");
        assertThat(report.lines()).noneMatch(line -> line.contains("NOT ok") || line.contains("VULNERABLE"));
    }
}
