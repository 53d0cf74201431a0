package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Kamailio;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones;

/** The IM server is a Kamailio: gateway, conference service and bridge work behind it as behind our own. */
class OtherImServerIT {

    private static Kamailio imServer;
    private static Telephones telephones;
    private static Product product;

    @BeforeAll
    static void start() {
        imServer = Kamailio.imServer("127.0.0.1", Product.DOMAIN);
        telephones = Telephones.directly(2);
        product = Product.withDemoAccounts().set("bridgehead.roles", "gateway,conference-service,bridge")
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + imServer.address().getPort())
                .set("bridgehead.gateway.password", Scene.PASSWORD).set("bridgehead.gateway.senders", "asserted")
                .set("bridgehead.identity.key", "a-key-of-at-least-thirty-two-characters").start();
    }

    @AfterAll
    static void stop() {
        product.close();
        telephones.close();
        imServer.close();
    }

    @Test
    @Feature("A062")
    void aConferenceIsSteeredByMessagesThroughIt() {
        try (Client client = Client.start(imServer.address(), "carol", Scene.PASSWORD,
                "Carol <" + telephones.get(0).uri() + ">", "Alice <" + telephones.get(1).uri() + ">")) {
            client.awaitState("Carol", "in the call");
            client.awaitState("Alice", "in the call");
            client.type("remove Alice");
            client.awaitState("Alice", "removed");
            client.type("end");
            client.awaitLine("Conference ", " has ended");
        }
        assertThat(imServer.passed("MESSAGE")).isGreaterThan(5);
    }

    @Test
    @Feature("A183")
    void nothingSteersAConferenceWhileMessagesCannotPass() {
        try (Client client = Client.start(imServer.address(), "carol", Scene.PASSWORD,
                "Carol <" + telephones.get(0).uri() + ">", "Alice <" + telephones.get(1).uri() + ">")) {
            client.awaitState("Alice", "in the call");
            imServer.close();
            client.awaitLine("The connection to the server is lost");

            client.type("remove Alice");
            client.awaitLine("No connection to the server");

            assertThat(telephones.get(1).state()).isEqualTo("connected");
        } finally {
            imServer.restart();
            telephones.reset();
        }
    }

    @Test
    void whoSendsToTheGatewayWithoutItIsRefused() {
        int calls = telephones.get(1).calls();
        try (SipWire stranger = new SipWire(product.sip(), Product.DOMAIN)) {
            SipText answer = stranger.exchange(stranger.message("carol", "conference", Soap.CONTENT_TYPE,
                    Soap.createConference(Soap.messageId(), telephones.get(0).uri(), telephones.get(1).uri()))
                    .with("P-Asserted-Identity: <" + Product.address("carol") + ">"));

            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        }
        assertThat(telephones.get(1).calls()).isEqualTo(calls);
    }
}
