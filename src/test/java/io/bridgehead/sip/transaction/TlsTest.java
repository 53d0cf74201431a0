package io.bridgehead.sip.transaction;

import static io.bridgehead.sip.transaction.TestStacks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transaction.TestStacks.Responses;
import io.bridgehead.sip.transport.ClientCertificates;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.ListenException;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsContext;
import io.bridgehead.sip.transport.TlsFiles;
import io.bridgehead.test.Feature;
import io.bridgehead.test.TestAuthority;
import io.bridgehead.test.TestAuthority.Certificate;
import io.bridgehead.test.Threat;

class TlsTest {
    @TempDir
    static Path folder;
    private static TestAuthority authority;
    private static Certificate good;

    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();
    private final Responses responses = new Responses();

    @BeforeAll
    static void certificates() {
        authority = new TestAuthority(folder);
        good = authority.issue("good", "ip:127.0.0.1,dns:localhost");
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    private SipStack server(TlsContext tls) {
        return stacks.start(SipStack.builder().executor(Runnable::run).handler(requests)
                .listen(Listener.tls("127.0.0.1", 0, tls)).listen(Listener.wss("127.0.0.1", 0, tls)));
    }

    private static TlsFiles showing(Certificate own) {
        return TlsFiles.server(own.certificate(), own.key(), null, ClientCertificates.NONE);
    }

    private static TlsContext trusting() {
        return TlsFiles.client(null, null, authority.authority());
    }

    private void isRefused(SipStack server, TlsContext client, String host) throws Exception {
        stacks.start(stacks.builder().clientTls(client)).sendRequest(request("MESSAGE"),
                new Destination(SipTransport.TLS, host, server.boundPort(SipTransport.TLS)), responses);
        assertThat(responses.next().isSynthesized()).isTrue();
        assertThat(requests.received).isEmpty();
    }

    private void isServed(SipStack server, TlsContext client, String host) throws Exception {
        stacks.start(stacks.builder().clientTls(client)).sendRequest(request("MESSAGE"),
                new Destination(SipTransport.TLS, host, server.boundPort(SipTransport.TLS)), responses);
        requests.next().respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = { "TLS", "WSS" })
    @Feature("A020")
    void carriesRequestsBothWaysOverAnEncryptedConnection(SipTransport transport) throws Exception {
        Requests atClient = new Requests();
        SipStack server = server(showing(good));
        SipStack client = stacks.start(stacks.builder().clientTls(trusting()).handler(atClient));
        client.sendRequest(request("MESSAGE"), TestStacks.to(server, transport), responses);
        ServerTransaction received = requests.next();
        assertThat(received.flow().transport()).isEqualTo(transport);
        received.respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
        server.sendRequest(request("MESSAGE"), received.flow(), responses);
        atClient.next().respond(202);
        assertThat(responses.next().status()).isEqualTo(202);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({ "other-host,localhost,dns:example.com,-1d,7", "expired,localhost,dns:localhost,-10d,5",
            "not-yet,localhost,dns:localhost,+2d,5", "wildcard,localhost,dns:*.localhost,-1d,7",
            "uri-of-another,localhost,'dns:localhost,uri:sip:example.com',-1d,7", "address,127.0.0.1,ip:127.0.0.9,-1d,7",
            "name-only,127.0.0.1,dns:localhost,-1d,7" })
    @Threat(20)
    void refusesACertificateThatIsNotOfTheHostItAskedForOrNotValidNow(String name, String host, String alternatives,
            String start, int days) throws Exception {
        isRefused(server(showing(authority.issue(name, alternatives, start, days))), trusting(), host);
    }

    @Test
    void takesTheDomainInASipUriForTheHost() throws Exception {
        isServed(server(showing(authority.issue("sip-uri", "uri:sip:localhost,dns:example.com"))), trusting(), "localhost");
    }

    @Test
    @Threat(20)
    void refusesAnUnknownAuthorityAndConnectsNowhereWithoutTrust() throws Exception {
        SipStack server = server(showing(good));
        isRefused(server, TlsFiles.client(null, null, null), "127.0.0.1");
        isRefused(server, null, "127.0.0.1");
    }

    @Test
    void asksForAClientCertificateWhereOneIsRequired() throws Exception {
        SipStack server = server(
                TlsFiles.server(good.certificate(), good.key(), authority.authority(), ClientCertificates.REQUIRED));
        Flow without = stacks.start(stacks.builder().clientTls(trusting())).connect(TestStacks.to(server, SipTransport.TLS))
                .toCompletableFuture().get();
        await().until(() -> !without.isOpen()); // in TLS 1.3 the client has done its part before the server refuses
        Certificate own = authority.issue("client", "dns:neighbour.example");
        isServed(server, TlsFiles.client(own.certificate(), own.key(), authority.authority()), "127.0.0.1");
    }

    @Test
    @Feature("A020")
    void showsARenewedCertificateToNewConnectionsAndKeepsTheOldOnes() throws Exception {
        Certificate shown = authority.issue("renewed", "ip:127.0.0.1");
        TlsFiles files = showing(shown);
        SipStack server = server(files);
        SipStack early = stacks.start(stacks.builder().clientTls(trusting()));
        early.sendRequest(request("MESSAGE"), TestStacks.to(server, SipTransport.TLS), responses);
        Flow before = requests.next().flow();
        isRefused(server, trusting(), "localhost");

        authority.issue("renewal", "dns:localhost").replace(shown);
        files.refresh();

        isServed(server, trusting(), "localhost");
        assertThat(before.isOpen()).isTrue();
        early.sendRequest(request("MESSAGE"), TestStacks.to(server, SipTransport.TLS), responses);
        assertThat(requests.next().flow()).isSameAs(before);
    }

    @Test
    void goesOnWithTheEarlierCertificateWhenTheNewOneCannotBeUsed() throws Exception {
        Certificate own = authority.issue("half", "dns:localhost");
        TlsFiles files = showing(own);
        SipStack server = server(files);
        Files.writeString(own.key(), "half a file");
        files.refresh();
        isServed(server, trusting(), "localhost");
    }

    @Test
    void wantsACertificateForASecureListener() {
        assertThatThrownBy(() -> stacks.start(stacks.builder().listen(Listener.tls("127.0.0.1", 0, null))))
                .isInstanceOf(ListenException.class).hasMessageContaining("certificate");
    }
}
