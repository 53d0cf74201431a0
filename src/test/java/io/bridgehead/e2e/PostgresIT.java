package io.bridgehead.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Client;
import io.bridgehead.test.Operations;
import io.bridgehead.test.Product;
import io.bridgehead.test.Telephones;

/** The main job with PostgreSQL, switched on by configuration alone. */
class PostgresIT {

    private static PostgresServer server;
    private static Product product;
    private static Telephones telephones;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        product = Product.withDemoAccounts().set("bridgehead.database", "postgresql")
                .set("bridgehead.database.url", server.createDatabase().getURL())
                .set("bridgehead.database.username", "postgres").start();
        telephones = Telephones.directly(2);
    }

    @AfterAll
    static void stop() {
        telephones.close();
        product.close();
        server.close();
    }

    @Test
    void aConferenceIsHeldAndItsLogKept() {
        Telephones.Telephone carol = telephones.get(0);
        Telephones.Telephone alice = telephones.get(1);
        try (Client client = Client.start(product.sip(), "carol", Scene.PASSWORD, "Carol <" + carol.uri() + ">",
                "Alice <" + alice.uri() + ">")) {
            client.awaitState("Alice", "in the call");
            carol.awaitHears(alice);
            alice.awaitHears(carol);
            client.type("end");
            client.awaitLine("Conference ", " has ended");

            new Operations(product, client.conference()).awaitChains("402 404 406 408", "406 410 412 414",
                    "408 416 418 420 422", "416 424 426 428 430", "902 904 906 908 910 912 914 916");
        }
    }
}
