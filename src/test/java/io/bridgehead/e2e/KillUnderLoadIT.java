package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Threat;
import io.bridgehead.test.UdpUser;
import io.bridgehead.test.WireSender;

/**
 * The product is killed with SIGKILL at random moments while users write to each other: to Bob, registered once over UDP; to
 * Carol, who registers as soon as the product is back; to Dave, who comes later, when messages wait for him. More kills:
 * {@code -Dbridgehead.test.kills=20}.
 */
class KillUnderLoadIT {

    private static final int KILLS = Integer.getInteger("bridgehead.test.kills", 5);
    private static final int SENDERS = 8;
    private static final List<String> RECEIVERS = List.of("bob", "carol", "dave");

    /** One user sends all, more than a person would. */
    private final Product product = Product.withDemoAccounts().set("bridgehead.limits.messages-per-minute", 0)
            .set("bridgehead.limits.registrations-per-minute", 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final List<SipWire> devices = new ArrayList<>();
    private UdpUser bob;

    @AfterEach
    void close() {
        threads.shutdownNow();
        devices.forEach(SipWire::close);
        if (bob != null) {
            bob.close();
        }
        product.close();
    }

    @Test
    @Threat(23)
    void whatIsAnsweredIsDeliveredOnceOrKeptWheneverTheProcessDies() throws Exception {
        product.start();
        bob = new UdpUser(product.sip(), Product.DOMAIN);
        bob.register("bob", Scene.PASSWORD);
        for (int kill = 0; kill < KILLS; kill++) {
            register("carol");
            killUnderLoad();
            product.restart();
            assertThat(sayTo("bob", "after kill " + kill)).as("Bob's registration is back").isEqualTo(200);
            repeatWhatWasNotAnswered();
        }
        product.stop();
        System.out.printf("%d kills: %d messages answered 2xx, %d with another status, %d without any, %d deliveries%n", KILLS,
                accepted().size(), answers.size() - accepted().size(), unanswered.size(), deliveries().size());

        assertThat(accepted()).hasSizeGreaterThan(KILLS * 20);
        Set<String> logged = callIds("SELECT call_id FROM message WHERE hop = 'SIP'");
        Set<String> kept = callIds("SELECT call_id FROM message JOIN kept_message ON kept_message.message_id = message.id");
        assertThat(logged).as("the log").containsAll(accepted());
        Set<String> deliveredOrKept = new HashSet<>(kept);
        deliveries().forEach(message -> deliveredOrKept.add(message.header("Call-ID").replaceAll("~\\d+$", "")));
        assertThat(deliveredOrKept).as("delivered or kept").containsAll(accepted());
        Map<String, Long> times = deliveries().stream()
                .collect(Collectors.groupingBy(message -> message.header("Call-ID") + " " + message.header("CSeq"),
                        Collectors.counting()));
        assertThat(times).as("deliveries of one Call-ID and CSeq").allSatisfy((id, count) -> assertThat(count).isOne());
    }

    private void killUnderLoad() throws InterruptedException {
        CountDownLatch killed = new CountDownLatch(1);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(CompletableFuture.runAsync(() -> sendUntilKilled(killed), threads));
        }
        pause(killed, 300, 1200);
        register("dave");
        pause(killed, 0, 1200);
        product.kill9();
        killed.countDown();
        senders.forEach(CompletableFuture::join);
    }

    /** A moment nobody can foresee, the end of which nothing but time brings. */
    private static void pause(CountDownLatch never, int least, int most) throws InterruptedException {
        never.await(ThreadLocalRandom.current().nextInt(least, most), TimeUnit.MILLISECONDS);
    }

    private void sendUntilKilled(CountDownLatch killed) {
        try (WireSender alice = new WireSender(product.sip(), Product.DOMAIN, "alice", Scene.PASSWORD)) {
            for (int i = 0; killed.getCount() > 0; i++) {
                String receiver = RECEIVERS.get(i % RECEIVERS.size());
                String callId = UUID.randomUUID().toString();
                OptionalInt status = alice.send(receiver, callId, "message " + callId);
                if (status.isEmpty()) {
                    unanswered.put(callId, receiver);
                    return;
                }
                answers.put(callId, status.getAsInt());
            }
        }
    }

    /** A client that does not know what became of its message sends the same request again. */
    private void repeatWhatWasNotAnswered() {
        try (WireSender alice = new WireSender(product.sip(), Product.DOMAIN, "alice", Scene.PASSWORD)) {
            Map.copyOf(unanswered).forEach((callId, receiver) -> {
                OptionalInt status = alice.send(receiver, callId, "message " + callId);
                status.ifPresent(code -> {
                    unanswered.remove(callId);
                    answers.put(callId, code);
                });
            });
        }
    }

    private int sayTo(String receiver, String words) {
        try (WireSender alice = new WireSender(product.sip(), Product.DOMAIN, "alice", Scene.PASSWORD)) {
            return alice.send(receiver, UUID.randomUUID().toString(), words).orElse(0);
        }
    }

    private void register(String user) {
        SipWire device = new SipWire(product.sip(), Product.DOMAIN);
        device.register(user, Scene.PASSWORD);
        devices.add(device);
    }

    private Collection<String> accepted() {
        return answers.entrySet().stream().filter(answer -> answer.getValue() / 100 == 2).map(Map.Entry::getKey).toList();
    }

    private List<SipText> deliveries() {
        List<SipText> all = new ArrayList<>(bob.received());
        devices.forEach(device -> device.received().stream().filter(SipText::isRequest).forEach(all::add));
        return all;
    }

    private Set<String> callIds(String select) throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + product.data().resolve("bridgehead.db"));
                ResultSet row = connection.createStatement().executeQuery(select)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
