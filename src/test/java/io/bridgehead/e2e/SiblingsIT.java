package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;

/** Two processes with all roles at one PostgreSQL: whoever has registered with the one is reached by the other. */
class SiblingsIT {

    private static PostgresServer server;
    private static PGSimpleDataSource database;
    private static Product one;
    private static Product two;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        database = server.createDatabase();
        one = product("one").start();
        two = product("two").start();
    }

    private static Product product(String name) {
        return Product.withDemoAccounts().set("bridgehead.process-name", name)
                .set("bridgehead.im-server.own-address", "tcp://127.0.0.1:${bridgehead.sip.port}")
                .set("bridgehead.sip.auth.algorithms", "MD5").set("bridgehead.gateway.password", "of-the-gateway")
                .set("bridgehead.bridge.embedded.password", "of-the-bridge").set("bridgehead.database", "postgresql")
                .set("bridgehead.database.url", database.getURL()).set("bridgehead.database.username", "postgres");
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        server.close();
    }

    @Test
    void aMessageReachesEveryDeviceAndIsWrittenDownOnce() throws SQLException {
        try (SipWire alice = user(one, "alice");
                SipWire bob = user(one, "bob");
                SipWire bobsOther = user(two, "bob");
                SipWire dave = user(two, "dave")) {
            assertThat(say(alice, "alice", "bob", "to both of bob")).isEqualTo(200);
            assertThat(say(alice, "alice", "dave", "to dave alone")).isEqualTo(200);

            bob.awaitMessage("to both of bob");
            assertThat(bobsOther.awaitMessage("to both of bob").header("P-Asserted-Identity"))
                    .isEqualTo("<sip:" + Product.address("alice").substring("sip:".length()) + ">");
            String call = dave.awaitMessage("to dave alone").header("Call-ID");
            Awaitility.await().until(() -> rows("outcome o JOIN message m ON m.id = o.message_id WHERE o.status = 'DELIVERED'"
                    + " AND m.call_id = '" + call + "'") == 1);
            assertThat(rows("message WHERE call_id = '" + call + "'")).isEqualTo(1);
            assertThat(dave.received().stream().filter(message -> message.body().equals("to dave alone"))).hasSize(1);
        }
    }

    @Test
    void whatClaimsToComeFromAnotherServerAndProvesNothingIsRefused() {
        try (SipWire mallory = new SipWire(two.sip(), Product.DOMAIN); SipWire dave = user(two, "dave")) {
            assertThat(mallory.exchange(mallory.message("alice", "dave", "text/plain", "forged")
                    .with("Route: <sip:sibling.djE7YWxpY2U@127.0.0.1:" + two.sip().getPort() + ";transport=tcp;lr>")).status())
                    .isEqualTo(503);
            assertThat(say(dave, "dave", "dave", "only this")).isEqualTo(200);
            dave.awaitMessage("only this");
            assertThat(dave.received()).noneMatch(message -> message.body().equals("forged"));
        }
    }

    @Test
    @Feature({ "A004", "A018" })
    void aConferenceOfTheOneCallsTelephonesOfTheOtherAndTellsItsClients() {
        try (Telephones desks = Telephones.registered(one.sip(), Product.DOMAIN, Scene.PASSWORD, "alice", "bob");
                SipWire carols = user(one, "carol");
                Client carol = Client.start(two.sip(), "carol", Scene.PASSWORD, "Alice <" + Product.address("alice") + ">",
                        "Bob <" + Product.address("bob") + ">")) {
            carol.awaitState("Alice", "in the call");
            carol.awaitState("Bob", "in the call");
            desks.get(0).awaitHears(desks.get(1));
            desks.get(1).awaitHears(desks.get(0));
            carols.awaitMessage("reportStatus", carol.conference(), "id>p2<", "state>connected<");

            desks.get(1).hangUp();
            carol.awaitState("Bob", "has left the call");
            carol.type("end");
            carol.awaitLine("Conference ", " has ended");
            assertThat(carol.exitCode()).isZero();
            desks.get(0).awaitState("idle");
            carols.awaitMessage("reportStatus", carol.conference(), "conferenceState>ended<");
        }
    }

    @Test
    void whatIsForDevicesOfAServerThatIsGoneWaits() {
        Product three = product("three").start();
        try (SipWire alice = user(one, "alice")) {
            user(three, "dave");
            three.kill9();
            assertThat(say(alice, "alice", "dave", "for later")).isEqualTo(202);
            try (SipWire dave = user(two, "dave")) {
                dave.awaitMessage("for later");
            }
        } finally {
            three.close();
        }
    }

    private static SipWire user(Product product, String user) {
        InetSocketAddress address = product.sip();
        SipWire wire = new SipWire(address, Product.DOMAIN);
        wire.register(user, Scene.PASSWORD);
        return wire;
    }

    private static int say(SipWire wire, String from, String to, String text) {
        return wire.exchange(wire.message(from, to, "text/plain", text), from, Scene.PASSWORD).status();
    }

    private static long rows(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }
}
