package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.TestAuthority;

/** A product that cannot start says why in one line, and scripts know it by the exit code. */
class StartFailureIT {

    @TempDir
    Path folder;

    private final Product product = Product.withDemoAccounts();

    @AfterEach
    void close() {
        product.close();
    }

    private void failsSaying(String... words) {
        Product.FailedStart failure = product.failToStart();

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.lines()).filteredOn(line -> line.contains("ERROR")).singleElement().asString().contains(words);
        assertThat(failure.lines()).noneMatch(line -> line.matches("\\s+at .*|Caused by.*"));
    }

    @Test
    void aTakenSipPort() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(product.sip())) {
            failsSaying(Integer.toString(taken.getLocalPort()), "bridgehead.sip.port");
        }
    }

    @ParameterizedTest
    @CsvSource({ "tcp,bridgehead.sip.port", "tls,bridgehead.sip.tls.port", "ws,bridgehead.sip.ws-port",
            "wss,bridgehead.sip.wss-port" })
    void aTakenPortOfAnyTransport(String transport, String key) throws Exception {
        withCertificate();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            product.set("bridgehead.sip.transports", transport).set(key, taken.getLocalPort());

            failsSaying(transport.toUpperCase(Locale.ROOT), Integer.toString(taken.getLocalPort()), key);
        }
    }

    @Test
    void aTransportThatThereIsNot() {
        product.set("bridgehead.sip.transports", "udp,sctp");

        failsSaying("sctp", "udp, tcp, tls, ws and wss", "bridgehead.sip.transports");
    }

    @Test
    void noAuthoritiesForBridges() {
        product.set("bridgehead.bridge.http.trust", folder.resolve("none.pem"));

        failsSaying("bridgehead.bridge.http.trust", "none.pem", "PEM");
    }

    @Test
    void noCertificateForTls() {
        product.set("bridgehead.sip.transports", "udp,tcp,tls");

        failsSaying("certificate", "bridgehead.sip.tls");
    }

    @Test
    void aCertificateFileThatIsNotThere() {
        withCertificate().set("bridgehead.sip.tls.certificate", folder.resolve("nowhere.pem"));

        failsSaying("nowhere.pem", "does not exist", "bridgehead.sip.tls");
    }

    @Test
    void aCertificateFileWithoutACertificate() throws Exception {
        withCertificate().set("bridgehead.sip.tls.certificate", Files.writeString(folder.resolve("bad.pem"), "no certificate"));

        failsSaying("bad.pem", "BEGIN CERTIFICATE", "bridgehead.sip.tls");
    }

    @Test
    void aKeyThatCannotBeRead() throws Exception {
        withCertificate().set("bridgehead.sip.tls.key", Files.createDirectory(folder.resolve("key.pem")));

        failsSaying("key.pem", "cannot be read", "bridgehead.sip.tls");
    }

    @Test
    void theKeyOfAnotherCertificate() throws Exception {
        withCertificate().set("bridgehead.sip.tls.key",
                new TestAuthority(Files.createDirectory(folder.resolve("elsewhere"))).issue("other", "dns:localhost").key());

        failsSaying("other-key.pem", "another certificate", "bridgehead.sip.tls");
    }

    @Test
    void anEncryptedKey() throws Exception {
        withCertificate().set("bridgehead.sip.tls.key", Files.writeString(folder.resolve("locked.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n"));

        failsSaying("locked.pem", "openssl pkcs8", "bridgehead.sip.tls");
    }

    @Test
    void aCertificateForHttpsThatIsNotThere() {
        product.set("quarkus.tls.key-store.pem.0.cert", folder.resolve("nowhere.pem"))
                .set("quarkus.tls.key-store.pem.0.key", folder.resolve("nowhere-key.pem"));

        failsSaying("nowhere", ".pem", "quarkus.tls.key-store.pem.0.cert");
    }

    @Test
    void aCertificateForHttpsThatIsNone() throws Exception {
        TestAuthority.Certificate own = new TestAuthority(folder).issue("own", "dns:localhost");
        product.set("quarkus.tls.key-store.pem.0.cert", Files.writeString(folder.resolve("bad.pem"), "no certificate"))
                .set("quarkus.tls.key-store.pem.0.key", own.key());

        failsSaying("certificate for HTTPS", "quarkus.tls.key-store.pem.0.cert");
    }

    @Test
    void anOriginThatIsNone() {
        product.set("bridgehead.sip.allowed-origins", "intranet.example.com");

        failsSaying("intranet.example.com", "https://host", "bridgehead.sip.allowed-origins");
    }

    private Product withCertificate() {
        TestAuthority.Certificate own = new TestAuthority(folder).issue("own", "dns:localhost");
        return product.set("bridgehead.sip.transports", "udp,tcp,tls").set("bridgehead.sip.tls.certificate", own.certificate())
                .set("bridgehead.sip.tls.key", own.key());
    }

    @Test
    void aTakenPortOfTheBridge() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            product.set("bridgehead.bridge.embedded.sip-port", taken.getLocalPort());

            failsSaying(Integer.toString(taken.getLocalPort()), "bridgehead.bridge.embedded.sip-port");
        }
    }

    @Test
    void aTakenHttpPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            product.set("quarkus.http.port", taken.getLocalPort());

            failsSaying(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void anAddressOfAnotherMachine() {
        product.set("quarkus.http.host", "192.0.2.77");

        failsSaying("192.0.2.77", "quarkus.http.host is an address of this machine");
    }

    @Test
    void anAddressOfAnotherMachineForSip() {
        product.set("bridgehead.sip.host", "192.0.2.77");

        failsSaying("192.0.2.77", "bridgehead.sip.host is an address of this machine");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        int nobody = Ports.free();
        product.set("bridgehead.database", "postgresql").set("bridgehead.database.url",
                "jdbc:postgresql://127.0.0.1:" + nobody + "/bridgehead");

        failsSaying("database", "bridgehead.database.url");
    }
}
