package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipParty;
import io.bridgehead.test.SipParty.Dialog;
import io.bridgehead.test.SipText;
import io.bridgehead.test.Threat;

/** Nobody uses us to reach somebody else: a listening socket, the victim, must see nothing. */
class OpenRelayIT {

    private static final int QUIET_MILLIS = 500;

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    private final List<AutoCloseable> open = new ArrayList<>();
    private DatagramSocket victim;
    private SipParty alice;
    private SipParty bob;

    @BeforeEach
    void meet() throws Exception {
        victim = keep(new DatagramSocket(new InetSocketAddress("0.0.0.0", 0)));
        alice = keep(party("tcp", "alice"));
        bob = keep(party("udp", "bob"));
        assertThat(alice.register().status()).isEqualTo(200);
        assertThat(bob.register().status()).isEqualTo(200);
    }

    @AfterEach
    void close() throws Exception {
        alice.unregister();
        bob.unregister();
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @ParameterizedTest
    @CsvSource({ "sip:x@127.0.0.7:PORT, 403", "sip:x@elsewhere.example, 403", "sip:bob@bridgehead.local.elsewhere.example, 403",
            "tel:+15551234, 416", "sips:x@127.0.0.7:PORT, 403", "mailto:bob@bridgehead.local, 416",
            "sip:bob%40bridgehead.local@127.0.0.7:PORT, 403" })
    @Threat(4)
    void noOtherDomainIsRoutedWhoeverAsks(String uri, int status) {
        String target = here(uri);
        assertThat(alice.message(target, "relay").status()).isEqualTo(status);
        assertThat(alice.send("MESSAGE", target, target, "Content-Type: text/plain").status()).isIn(407, status);
        assertThat(alice.send("INVITE", target, target, "Contact: <sip:alice@127.0.0.1>").status()).isIn(407, status);
        assertVictimHeardNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:bob@bridgehead.local;maddr=127.0.0.1:PORT",
            "sip:bob@bridgehead.local;maddr=127.0.0.1;transport=udp",
            "sip:bob@bridgehead.local:PORT", "sip:bob@127.0.0.1:PORT",
            "sip:bob@bridgehead.local?Route=%3Csip:127.0.0.1:PORT;lr%3E" })
    @Threat(4)
    void ourOwnUsersAreReachedByTheirRegistrationOnly(String uri) {
        assertThat(alice.message(here(uri), "to bob himself").status()).isIn(200, 400);
        assertVictimHeardNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Route: <sip:127.0.0.1:PORT;lr>", "Route: <sip:127.0.0.1:OURS;lr>, <sip:127.0.0.1:PORT;lr>",
            "Route: <sip:127.0.0.1:OURS;lr>\r\nRoute: <sip:127.0.0.1:OURS;lr>\r\nRoute: <sip:127.0.0.1:PORT;lr>",
            "Route: <sip:ft.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA@127.0.0.1:OURS;lr>, <sip:127.0.0.1:PORT;lr>" })
    @Threat(4)
    void routesOfSendersAreNotFollowed(String route) {
        for (String method : List.of("MESSAGE", "INVITE", "SUBSCRIBE", "REGISTER", "OPTIONS", "BYE")) {
            int status = alice.send(method, bob.address(), bob.address(), here(route), "Contact: <sip:alice@127.0.0.1>")
                    .status();
            assertThat(status).as(method).isIn(200, 401, 405, 407, 481);
        }
        assertVictimHeardNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MESSAGE", "SUBSCRIBE", "REFER", "REGISTER", "PUBLISH", "NOTIFY" })
    @Threat(4)
    void theRouteOfACallOpensNothingElse(String method) {
        Dialog call = alice.call(bob.address());
        bob.awaitCall();
        int before = bob.received().size();

        assertThat(
                call.ask(method, "Refer-To: <sip:x@127.0.0.1>", "Contact: <sip:alice@127.0.0.1>", "Event: presence").status())
                .isIn(401, 403, 405, 407, 481);

        assertThat(bob.received().stream().skip(before).filter(SipText::isRequest).map(SipText::method)).doesNotContain(method);
        assertThat(call.ask("BYE").status()).isEqualTo(200);
    }

    @Test
    @Threat(3)
    void whatIsSaidAboutIdentitiesWithinACallDoesNotPass() {
        Dialog call = alice.call(bob.address());
        bob.awaitCall();

        assertThat(call.ask("INFO", "P-Asserted-Identity: <sip:carol@bridgehead.local>", "Bridgehead-Identity: forged",
                "P-Preferred-Identity: <sip:carol@bridgehead.local>").status()).isEqualTo(200);

        SipText info = bob.awaitRequest("INFO", call.callId());
        assertThat(info.headers("P-Asserted-Identity")).isEmpty();
        assertThat(info.headers("P-Preferred-Identity")).isEmpty();
        assertThat(info.headers("Bridgehead-Identity")).isEmpty();
        call.ask("BYE");
    }

    @Test
    @Threat(4)
    void secondViasLeadNowhere() {
        assertThat(
                alice.send("MESSAGE", bob.address(), bob.address(), here("Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKother"),
                        "Content-Type: text/plain").status())
                .isEqualTo(407);
        assertVictimHeardNothing();
    }

    @Test
    @Threat(4)
    void aLoopEndsAtItsLastHop() {
        assertThat(alice.send("OPTIONS", bob.address(), bob.address(), "X: 1").status()).isEqualTo(200);
        SipText answer = alice.messageWithHops(bob.address(), 0);
        assertThat(answer.status()).isEqualTo(483);
        assertThat(bob.received().stream().filter(m -> m.isRequest() && m.method().equals("MESSAGE"))).isEmpty();
    }

    private String here(String text) {
        return text.replace("PORT", Integer.toString(victim.getLocalPort())).replace("OURS",
                Integer.toString(PRODUCT.sip().getPort()));
    }

    private void assertVictimHeardNothing() {
        try {
            victim.setSoTimeout(QUIET_MILLIS);
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            victim.receive(packet);
            throw new AssertionError("The victim got " + new String(packet.getData(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException quiet) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SipParty party(String transport, String user) {
        return new SipParty(transport, PRODUCT.sip(), user, Product.DOMAIN, Scene.PASSWORD);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }
}
