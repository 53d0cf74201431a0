package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Threat;

/** PostgreSQL is stopped under the running product, and started again. */
class DatabaseDownIT {

    private static final int SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static PostgresServer server;
    private static Product product;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        product = postgresql().start();
    }

    @AfterAll
    static void stop() {
        product.close();
        server.close();
    }

    private static Product postgresql() {
        return Product.withDemoAccounts().set("bridgehead.database", "postgresql")
                .set("bridgehead.database.url", server.createDatabase().getURL())
                .set("bridgehead.database.username", "postgres");
    }

    @Test
    @Threat(27)
    void messagesAreRefusedMeanwhileAndAcceptedAfterwardsWithoutARestart() throws Exception {
        try (SipWire alice = new SipWire(product.sip(), Product.DOMAIN)) {
            assertThat(say(alice).status()).isEqualTo(202);
            server.down();

            SipText refused = Awaitility.await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> say(alice),
                    answer -> answer.status() == 503);
            assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
            Awaitility.await("not ready").atMost(SECONDS, TimeUnit.SECONDS).until(() -> health("ready") == 503);
            assertThat(health("live")).isEqualTo(200);
            server.up();

            Awaitility.await("accepted again").atMost(SECONDS, TimeUnit.SECONDS).until(() -> say(alice).status() == 202);
            Awaitility.await("ready again").atMost(SECONDS, TimeUnit.SECONDS).until(() -> health("ready") == 200);
        }
    }

    @Test
    @Threat(27)
    void aConferenceGoesOnAndWhatHappenedMeanwhileIsToldAfterwards() {
        try (Telephones telephones = Telephones.directly(4);
                Client client = Client.start(product.sip(), "carol", Scene.PASSWORD,
                        "Carol <" + telephones.get(0).uri() + ">", "Alice <" + telephones.get(1).uri() + ">",
                        "Bob <" + telephones.get(2).uri() + ">")) {
            client.awaitState("Alice", "in the call");
            client.awaitState("Bob", "in the call");
            server.down();

            telephones.get(1).hangUp();
            telephones.get(0).awaitHears(telephones.get(2));
            telephones.get(2).awaitHears(telephones.get(0));
            String dave = "add Dave <" + telephones.get(3).uri() + ">";
            client.type(dave);
            client.awaitLine("The server is too busy or the conference service is down. Try again in a minute.");
            server.up();

            client.awaitState("Alice", "has left the call");
            client.type(dave);
            client.awaitState("Dave", "in the call");
            telephones.get(3).awaitHears(telephones.get(0), telephones.get(2));
            assertThat(telephones.get(3).calls()).isEqualTo(1);
            client.type("end");
            client.awaitLine("Conference ", " has ended");
            assertThat(client.exitCode()).isZero();
            assertThat(client.statesOf("Carol")).containsOnlyOnce("in the call");
            assertThat(client.statesOf("Bob")).containsOnlyOnce("in the call");
        }
    }

    @Test
    void aSecondProcessOfTheSameNameDoesNotStart() {
        String url = server.createDatabase().getURL();
        try (Product one = postgresql().set("bridgehead.database.url", url).set("bridgehead.process-name", "pod-1").start();
                Product second = postgresql().set("bridgehead.database.url", url).set("bridgehead.process-name", "pod-1")) {
            Product.FailedStart failure = second.failToStart();

            assertThat(failure.exitCode()).isEqualTo(1);
            assertThat(failure.lines()).filteredOn(line -> line.contains("ERROR")).singleElement().asString().contains("pod-1",
                    "bridgehead.process-name");
        }
    }

    private static SipText say(SipWire alice) {
        return alice.exchange(alice.message("alice", "bob", "text/plain", "hello"), "alice", Scene.PASSWORD);
    }

    private int health(String kind) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(product.http("/q/health/" + kind)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
