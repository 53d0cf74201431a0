package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Threat;

/** The disk with the embedded database is full in the middle of a conference, and has space again. */
class DiskFullIT {

    private static final String DISK_SIZE = "16m";
    private static final int MEGABYTE = 1 << 20;

    private static Path disk;
    private static Product product;
    private static Telephones telephones;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        disk = Files.createTempDirectory("disk");
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "tmpfs", disk.toString()),
                "a disk of this size can be mounted");
        product = Product.withDemoAccounts().dataIn(Files.createDirectory(disk.resolve("data"))).start();
        telephones = Telephones.directly(4);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (product != null) {
            telephones.close();
            product.close();
            run("umount", disk.toString());
        }
        Files.delete(disk);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
    }

    @Test
    @Threat(28)
    void nothingAcceptedIsLostNewCommandsAreRefusedAndAllGoesOnOnceThereIsSpace() throws Exception {
        try (Client client = Client.start(product.sip(), "carol", Scene.PASSWORD,
                "Carol <" + telephones.get(0).uri() + ">", "Alice <" + telephones.get(1).uri() + ">",
                "Bob <" + telephones.get(2).uri() + ">");
                SipWire dave = new SipWire(product.sip(), Product.DOMAIN)) {
            // At once: a connection without a request is closed after some seconds.
            assertThat(say(dave)).isEqualTo(202);
            client.awaitState("Alice", "in the call");
            client.awaitState("Bob", "in the call");
            int accepted = 1 + fillUp(dave);

            telephones.get(1).hangUp();
            telephones.get(0).awaitHears(telephones.get(2));
            String add = "add Dave <" + telephones.get(3).uri() + ">";
            client.type(add);
            client.awaitLine("The server is too busy or the conference service is down. Try again in a minute.");
            assertThat(product.log()).containsPattern("ERROR .*The database is unavailable");
            assertThat(client.statesOf("Alice")).last().isEqualTo("in the call");

            Files.delete(disk.resolve("ballast"));
            client.awaitState("Alice", "has left the call");
            client.type(add);
            client.awaitState("Dave", "in the call");
            client.type("end");
            client.awaitLine("Conference ", " has ended");
            assertThat(client.exitCode()).isZero();
            assertThat(telephones.get(3).calls()).isEqualTo(1);
            assertBobGets(accepted);
            assertThat(integrity()).isEqualTo("ok");
        }
    }

    /** Fills the disk until messages are refused; gives how many were accepted. */
    private static int fillUp(SipWire dave) throws IOException {
        try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
            byte[] much = new byte[MEGABYTE];
            for (int size = much.length; size >= 1; size /= 2) {
                writeAll(ballast, much, size);
            }
        }
        int[] accepted = { 0 };
        Awaitility.await("refused").atMost(20, TimeUnit.SECONDS).pollInterval(100, TimeUnit.MILLISECONDS).until(() -> {
            int status = say(dave);
            accepted[0] += status == 202 ? 1 : 0;
            return status == 503;
        });
        return accepted[0];
    }

    private static int say(SipWire dave) {
        return dave.exchange(dave.message("dave", "bob", "text/plain", "x".repeat(3000)), "dave", Scene.PASSWORD).status();
    }

    /** Bob registers and gets what was kept for him. */
    private static void assertBobGets(int accepted) {
        try (SipWire bob = new SipWire(product.sip(), Product.DOMAIN)) {
            bob.register("bob", Scene.PASSWORD);
            Awaitility.await().until(() -> bob.received().stream().filter(message -> message.body().startsWith("xxx"))
                    .map(message -> message.header("Call-ID")).distinct().count(), Long.valueOf(accepted)::equals);
        }
    }

    private static void writeAll(OutputStream ballast, byte[] much, int size) {
        try {
            while (true) {
                ballast.write(much, 0, size);
            }
        } catch (IOException full) {
            // As it is meant to be.
        }
    }

    private static String integrity() throws SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
