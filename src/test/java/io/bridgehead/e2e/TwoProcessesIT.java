package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** Two processes are conference service and bridge for the same users, on one PostgreSQL; the first is also the IM server. */
class TwoProcessesIT {

    private static final String KEY = "a-key-of-at-least-thirty-two-characters";
    private static final String CAROL = "Basic "
            + Base64.getEncoder().encodeToString("carol:demo".getBytes(StandardCharsets.UTF_8));
    private static final Duration LONG = Duration.ofSeconds(60);

    private static PostgresServer server;
    private static PGSimpleDataSource database;
    private static Product one;
    private static Product two;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<WireTelephone> telephones = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        database = server.createDatabase();
        one = product("one", "im-server,gateway,conference-service,bridge").start();
        two = product("two", "conference-service,bridge")
                .set("bridgehead.conference-service.reporting.url", one.http("/services/conference-reporting"))
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + one.sip().getPort()).start();
    }

    private static Product product(String name, String roles) {
        return Product.withDemoAccounts().set("bridgehead.roles", roles).set("bridgehead.process-name", name)
                .set("bridgehead.identity.key", KEY).set("bridgehead.gateway.password", "of-the-gateway")
                .set("bridgehead.bridge.embedded.password", "of-the-bridge").set("bridgehead.database", "postgresql")
                .set("bridgehead.database.url", database.getURL()).set("bridgehead.database.username", "postgres")
                .set("bridgehead.conference-service.process-patience", "10S");
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        server.close();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        telephones.forEach(WireTelephone::close);
    }

    @Test
    @Threat(24)
    void theSameCommandAtBothAtOnceMakesOneConference() {
        for (int i = 0; i < 10; i++) {
            WireTelephone initiator = telephone();
            WireTelephone participant = telephone();
            String envelope = Soap.createConference(Soap.messageId(), initiator.uri(), participant.uri());

            List<String> answers = post(Stream.of(envelope));

            assertThat(answers).extracting(answer -> Soap.text(answer, "replay")).containsExactlyInAnyOrder("false", "true");
            assertThat(answers).extracting(answer -> Soap.text(answer, "conferenceId")).doesNotContain("")
                    .containsOnly(Soap.text(answers.get(0), "conferenceId"));
        }

        allAreCalledOnce();
    }

    @Test
    @Threat(24)
    @Feature("A049")
    void whoeverIsAddedByManyRequestsAtOnceIsCalledOnceByTheBridgeOfTheConference() {
        String conference = Soap.text(post(one, Soap.createConference(Soap.messageId(), telephone().uri(), telephone().uri())),
                "conferenceId");

        List<String> answers = post(IntStream.range(0, 12).mapToObj(i -> telephone())
                .map(added -> Soap.addParticipant(Soap.messageId(), conference, added.uri())).toList().stream());

        assertThat(answers).extracting(answer -> Soap.text(answer, "replay")).containsOnly("false", "true")
                .filteredOn("true"::equals).hasSize(12);
        allAreCalledOnce();
        assertThat(telephones).allSatisfy(telephone -> assertThat(callers(telephone)).containsExactly(one.bridgePort()));

        post(two, Soap.endConference(Soap.messageId(), conference));
        Awaitility.await().atMost(LONG).until(() -> telephones.stream().allMatch(telephone -> telephone.saw("BYE")));
    }

    @Test
    @Feature({ "A135", "A137" })
    @Threat(26)
    void whenTheProcessOfItsBridgeIsGoneTheConferenceEndsAndItsTelephonesAreHungUpOnceItIsBack() {
        try (SipWire carol = new SipWire(one.sip(), Product.DOMAIN)) {
            carol.register("carol", Scene.PASSWORD);
            String conference = Soap.text(
                    post(two, Soap.createConference(Soap.messageId(), telephone().uri(), telephone().uri())), "conferenceId");
            allAreCalledOnce();
            two.kill9();

            carol.awaitMessage(conference, "conferenceState>ended<", "bridge-unavailable");
            assertThat(post(one, Soap.addParticipant(Soap.messageId(), conference, "sip:a@127.0.0.1:9")))
                    .contains("conference-ended");
            two.restart();

            Awaitility.await().atMost(LONG).until(() -> telephones.stream().allMatch(telephone -> telephone.saw("BYE")));
            allAreCalledOnce();
        }
    }

    private WireTelephone telephone() {
        WireTelephone telephone = new WireTelephone(WireTelephone.Behaviour.ANSWERS);
        telephones.add(telephone);
        return telephone;
    }

    /** Posts every envelope to both processes, all at once. */
    private List<String> post(Stream<String> envelopes) {
        List<CompletableFuture<String>> answers = envelopes.flatMap(envelope -> Stream.of(one, two)
                .map(product -> CompletableFuture.supplyAsync(() -> post(product, envelope), threads))).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static String post(Product product, String envelope) {
        return Soap.post(product.http("/services/conference"), envelope, CAROL).body();
    }

    /** Once nothing is left to be done, no further call can come. */
    private void allAreCalledOnce() {
        Awaitility.await().atMost(LONG).until(() -> telephones.stream().allMatch(telephone -> telephone.saw("ACK")));
        Awaitility.await().atMost(LONG).until(() -> ordersLeft() == 0);
        assertThat(telephones).allSatisfy(telephone -> assertThat(callers(telephone)).hasSize(1));
        assertThat(telephones).allSatisfy(telephone -> assertThat(telephone.calls()).hasSize(1));
    }

    /** The ports of all bridges that called a telephone; both would give a call the same Call-ID. */
    private static Set<Integer> callers(WireTelephone telephone) {
        return telephone.requests().stream().filter(request -> request.method().equals("INVITE"))
                .map(invite -> Integer.valueOf(invite.header("Via").replaceFirst("^\\S+ [^:;]+:(\\d+).*$", "$1")))
                .collect(Collectors.toSet());
    }

    private static long ordersLeft() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("SELECT COUNT(*) FROM outbox WHERE topic = 'BRIDGE'")) {
            count.next();
            return count.getLong(1);
        }
    }
}
