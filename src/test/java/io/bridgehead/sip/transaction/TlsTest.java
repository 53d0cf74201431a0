package io.bridgehead.sip.transaction;

import static io.bridgehead.sip.transaction.TestStacks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transaction.TestStacks.Responses;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.ListenException;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsContext;
import io.bridgehead.test.Feature;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();
    private final Responses responses = new Responses();
    private SipStack server;
    private SslContext trusting;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", "sip", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", new String(PASSWORD)).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("sip", store.getCertificate("sip"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SslContext own = SslContextBuilder.forServer(keys).sslProvider(SslProvider.JDK).build();
        trusting = SslContextBuilder.forClient().trustManager(trust).sslProvider(SslProvider.JDK).build();
        server = stacks.start(SipStack.builder().executor(Runnable::run).handler(requests)
                .listen(Listener.tls("127.0.0.1", 0, TlsContext.of(own)))
                .listen(Listener.wss("127.0.0.1", 0, TlsContext.of(own))));
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    @ParameterizedTest
    @EnumSource(names = { "TLS", "WSS" })
    @Feature("A020")
    void carriesRequestsBothWaysOverAnEncryptedConnection(SipTransport transport) throws Exception {
        Requests atClient = new Requests();
        SipStack client = stacks.start(stacks.builder().clientTls(TlsContext.of(trusting)).handler(atClient));
        client.sendRequest(request("MESSAGE"), TestStacks.to(server, transport), responses);
        ServerTransaction received = requests.next();
        assertThat(received.flow().transport()).isEqualTo(transport);
        received.respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
        server.sendRequest(request("MESSAGE"), received.flow(), responses);
        atClient.next().respond(202);
        assertThat(responses.next().status()).isEqualTo(202);
    }

    @Test
    void refusesACertificateOfAnotherHostOrAnUnknownIssuer() throws Exception {
        SipStack client = stacks.start(stacks.builder().clientTls(TlsContext.of(trusting)));
        client.sendRequest(request("MESSAGE"),
                new Destination(SipTransport.TLS, "localhost", server.boundPort(SipTransport.TLS)),
                responses);
        assertThat(responses.next().isSynthesized()).isTrue();
        SslContext strict = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
        stacks.start(stacks.builder().clientTls(TlsContext.of(strict))).sendRequest(request("MESSAGE"),
                TestStacks.to(server, SipTransport.TLS), responses);
        assertThat(responses.next().isSynthesized()).isTrue();
        stacks.start(stacks.builder()).sendRequest(request("MESSAGE"), TestStacks.to(server, SipTransport.TLS), responses);
        assertThat(responses.next().isSynthesized()).isTrue();
        assertThat(requests.received).isEmpty();
    }

    @Test
    void wantsACertificateForASecureListener() {
        assertThatThrownBy(() -> stacks.start(stacks.builder().listen(Listener.tls("127.0.0.1", 0, null))))
                .isInstanceOf(ListenException.class).hasMessageContaining("certificate");
    }
}
