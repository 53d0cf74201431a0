package io.bridgehead.store;

import static io.bridgehead.conference.OutboxEntry.Topic.BRIDGE;
import static io.bridgehead.conference.OutboxEntry.Topic.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.test.Threat;

class OutboxTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private volatile Instant now = Samples.NOW;
    private Outbox outbox;
    private SqlConferenceRepository repository;

    @DatabaseTest
    void givesOutOneRowOfAConferenceAtATimeInOrder(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"), Samples.dial("c1", "p2"));
        add("c2", Samples.dial("c2", "p1"));

        List<OutboxRow> first = take();
        assertThat(first).extracting(OutboxTest::name).containsExactly("c1.p1.1", "c2.p1.1");
        assertThat(take()).isEmpty();

        outbox.done(first.get(0).id()).toCompletableFuture().join();
        assertThat(take()).extracting(OutboxTest::name).containsExactly("c1.p2.1");
    }

    @DatabaseTest
    void doesNotLetABridgeThatIsAwayDelayStatuses(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"), Samples.status("c1", 1));
        take();

        assertThat(outbox.take(STATUS, 10, Duration.ZERO)).hasSize(1);
    }

    @DatabaseTest
    void givesOutAFailedRowAgainAfterTheBackOffAndNothingBehindItBefore(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"), Samples.dial("c1", "p2"));
        outbox.retryLater(take().get(0).id(), Duration.ofSeconds(10)).toCompletableFuture().join();

        assertThat(take()).isEmpty();
        now = now.plusSeconds(10);
        assertThat(take()).singleElement().returns("c1.p1.1", OutboxTest::name).returns(2, OutboxRow::attempts);
    }

    @DatabaseTest
    void givesOutAgainWhatItsTakerNeverFinished(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"));
        take();

        now = now.plus(LEASE);
        assertThat(new Outbox(test.open(), clock(), "two", LEASE).take(BRIDGE, 10, Duration.ZERO)).hasSize(1);
    }

    @DatabaseTest
    @Threat(29)
    void givesNothingOutTwiceAfterAStandstillLongerThanTheLease(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"));
        List<OutboxRow> rows = take();

        now = now.plus(LEASE.multipliedBy(2));
        assertThat(take()).isEmpty();
        outbox.done(rows.get(0).id()).toCompletableFuture().join();
        assertThat(outbox.pending()).isZero();
    }

    /** As when two releases work at one database while it is being upgraded. */
    @DatabaseTest
    void aRowOfAKindThatThisReleaseDoesNotKnowHoldsUpNoOtherConference(TestDatabase test) {
        open(test);
        for (String id : List.of("c1", "c2")) {
            add(id, Samples.dial(id, "p1"), Samples.dial(id, "p2"), Samples.dial(id, "p3"));
        }
        List<OutboxRow> first = take();
        test.open().call(session -> session.prepare("UPDATE outbox SET payload = '{\"kind\":\"TRANSFER\"}'"
                + " WHERE conference_id = 'c1'").executeUpdate());
        first.forEach(row -> outbox.done(row.id()).toCompletableFuture().join());

        List<OutboxRow> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.addAll(outbox.take(BRIDGE, 1, Duration.ZERO));
        }

        assertThat(taken).extracting(OutboxTest::name).containsExactly("c2.p2.1");
        assertThat(outbox.pending()).as("nothing is lost").isEqualTo(4);
        now = now.plus(LEASE);
        assertThat(take()).as("the row behind it still waits").isEmpty();
    }

    @DatabaseTest
    void keepsForItsTakerWhatIsStillBeingWorkedOn(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"));
        add("c2", Samples.dial("c2", "p1"));
        List<OutboxRow> rows = take();
        outbox.drop(rows.get(1).id());

        now = now.plus(LEASE.dividedBy(2));
        outbox.renew();
        now = now.plus(LEASE.dividedBy(2));
        assertThat(take()).as("only the one that was dropped").extracting(OutboxTest::name).containsExactly("c2.p1.1");
        now = now.plus(LEASE);
        assertThat(new Outbox(test.open(), clock(), "two", LEASE).take(BRIDGE, 10, Duration.ZERO)).as("from whoever died")
                .hasSize(2);
    }

    @DatabaseTest
    void givesOrdersForABridgeOfOneProcessToThatProcessOnly(TestDatabase test) {
        open(test);
        add("c1", Samples.dialOn("embedded@two", "c1", "p1"));
        add("c2", Samples.dialOn("embedded@one", "c2", "p1"));
        add("c3", Samples.dialOn("acme", "c3", "p1"));

        assertThat(take()).extracting(OutboxTest::name).containsExactly("c2.p1.1", "c3.p1.1");
        assertThat(new Outbox(test.open(), clock(), "two", LEASE).take(BRIDGE, 10, Duration.ZERO))
                .extracting(OutboxTest::name).containsExactly("c1.p1.1");
    }

    @DatabaseTest
    void givesOutAtOnceWhatThisProcessHadTakenBeforeItsRestart(TestDatabase test) {
        open(test);
        add("c1", Samples.dial("c1", "p1"));
        take();

        outbox = new Outbox(test.open(), clock(), "one", LEASE);
        outbox.recover();

        assertThat(take()).hasSize(1);
    }

    @DatabaseTest
    void finishesARowAndTakesTheNextInOneTransaction(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, clock(), "one", LEASE);
        repository = new SqlConferenceRepository(database, outbox);
        int rows = 20;
        add("c1", IntStream.rangeClosed(1, rows + 1).mapToObj(i -> Samples.dial("c1", "p" + i)).toArray(OutboxEntry[]::new));
        OutboxRow row = take().get(0);
        long before = database.batches();
        for (int i = 1; i <= rows; i++) {
            outbox.done(row.id());
            row = take().get(0);
            assertThat(name(row)).isEqualTo("c1.p" + (i + 1) + ".1");
        }

        // On a busy machine a row may be alone for longer than it waits for company.
        assertThat(database.batches() - before).isLessThan(rows * 3 / 2);
    }

    @DatabaseTest
    void leavesTheWriterAloneWhileThereIsNothingToTake(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, clock(), "one", LEASE);
        outbox.take(BRIDGE, 10, Duration.ZERO);
        long before = database.batches();

        assertThat(outbox.take(BRIDGE, 10, Duration.ofSeconds(1))).isEmpty();

        assertThat(database.batches() - before).as("once, when the patience is over").isEqualTo(1);
    }

    @DatabaseTest
    void looksNoMoreThanOnceForARowThatIsAlone(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, Clock.systemUTC(), "one", LEASE);
        repository = new SqlConferenceRepository(database, outbox);
        outbox.recover();
        assertThat(take()).isEmpty();
        add("c1", Samples.dial("c1", "p1"));
        OutboxRow row = outbox.take(BRIDGE, 10, Duration.ofSeconds(20)).get(0);
        long before = database.batches();
        outbox.done(row.id()).toCompletableFuture().join();

        assertThat(outbox.take(BRIDGE, 10, Duration.ofMillis(500))).isEmpty();

        int looks = test.dialect() == Dialect.SQLITE ? 1 : 2;
        assertThat(database.batches() - before).as("to remove it, and to look when the patience is over")
                .isLessThanOrEqualTo(1 + looks);
    }

    @DatabaseTest
    void handsOverWhatMayBeDoneAtOnceWithoutALook(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, clock(), "one", LEASE);
        repository = new SqlConferenceRepository(database, outbox);
        long before = database.batches();
        add("c1", Samples.dial("c1", "p1"), Samples.dial("c1", "p2"));

        assertThat(take()).extracting(OutboxTest::name).containsExactly("c1.p1.1");

        assertThat(database.batches() - before).as("the one that has added it").isEqualTo(1);
        assertThat(new Outbox(test.open(), clock(), "two", LEASE).take(BRIDGE, 10, Duration.ZERO)).as("it is lent").isEmpty();
    }

    @DatabaseTest
    void keepsInTheTableWhatNobodyComesTo(TestDatabase test) {
        open(test);
        int rows = 1100;
        for (int i = 0; i < rows; i++) {
            add("c" + i, Samples.dial("c" + i, "p1"));
        }

        assertThat(outbox.take(BRIDGE, rows, Duration.ZERO)).as("lent when they were added").hasSize(1000);
        assertThat(outbox.take(BRIDGE, rows, Duration.ZERO)).as("found in the table").hasSize(rows - 1000);
    }

    @DatabaseTest
    void findsAtItsTimeWhatFallsDueWhileSomebodyWaits(TestDatabase test) throws Exception {
        Database database = test.open();
        outbox = new Outbox(database, Clock.systemUTC(), "one", LEASE);
        repository = new SqlConferenceRepository(database, outbox);
        add("c1", Samples.dial("c1", "p1"));
        OutboxRow row = take().get(0);
        long failed = System.nanoTime();
        outbox.retryLater(row.id(), Duration.ofMillis(700)).toCompletableFuture().join();

        assertThat(outbox.take(BRIDGE, 10, Duration.ofSeconds(60))).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - failed)).isBetween(Duration.ofMillis(650), Duration.ofSeconds(20));
    }

    @DatabaseTest
    void findsWhatAnotherProcessHasAdded(TestDatabase test) throws Exception {
        assumeTrue(test.dialect() == Dialect.POSTGRESQL, "SQLite has one process");
        open(test);
        CompletableFuture<List<OutboxRow>> waiting = CompletableFuture
                .supplyAsync(() -> outbox.take(BRIDGE, 10, Duration.ofSeconds(60)));
        Database database = test.open();
        repository = new SqlConferenceRepository(database, new Outbox(database, clock(), "two", LEASE));
        add("c1", Samples.dialOn("embedded@one", "c1", "p1"));

        assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
    }

    @DatabaseTest
    void givesOutTheNextRowOnceTheOneBeforeItIsDone(TestDatabase test) throws Exception {
        open(test);
        outbox.recover();
        add("c1", Samples.dial("c1", "p1"), Samples.dial("c1", "p2"));
        OutboxRow first = take().get(0);
        CompletableFuture<List<OutboxRow>> waiting = CompletableFuture
                .supplyAsync(() -> outbox.take(BRIDGE, 10, Duration.ofSeconds(60)));
        outbox.done(first.id());

        assertThat(waiting.get(20, TimeUnit.SECONDS)).extracting(OutboxTest::name).containsExactly("c1.p2.1");
    }

    @DatabaseTest
    void wakesWhoeverWaitsForWork(TestDatabase test) throws Exception {
        open(test);
        CompletableFuture<List<OutboxRow>> waiting = CompletableFuture
                .supplyAsync(() -> outbox.take(BRIDGE, 10, Duration.ofSeconds(20)));
        add("c1", Samples.dial("c1", "p1"));

        assertThat(waiting.get(15, TimeUnit.SECONDS)).hasSize(1);
    }

    @DatabaseTest
    void givesEveryRowToOneOfManyTakersAndKeepsTheOrderOfEachConference(TestDatabase test) {
        open(test);
        for (String id : List.of("c1", "c2", "c3", "c4", "c5")) {
            add(id, Samples.dial(id, "p1"), Samples.dial(id, "p2"), Samples.dial(id, "p3"));
        }
        List<Outbox> processes = test.dialect() == Dialect.SQLITE ? List.of(outbox)
                : List.of(outbox, new Outbox(test.open(), clock(), "two", LEASE),
                        new Outbox(test.open(), clock(), "three", LEASE));
        Map<String, List<String>> done = new ConcurrentHashMap<>();

        List<CompletableFuture<Void>> takers = new ArrayList<>();
        for (Outbox process : processes) {
            for (int i = 0; i < 2; i++) {
                takers.add(CompletableFuture.runAsync(() -> drain(process, done)));
            }
        }
        takers.forEach(CompletableFuture::join);

        Map<String, List<String>> expected = new HashMap<>();
        for (String id : List.of("c1", "c2", "c3", "c4", "c5")) {
            expected.put(id, List.of(id + ".p1.1", id + ".p2.1", id + ".p3.1"));
        }
        assertThat(done).isEqualTo(expected);
    }

    private static void drain(Outbox process, Map<String, List<String>> done) {
        List<OutboxRow> rows;
        while (!(rows = process.take(BRIDGE, 2, Duration.ofSeconds(1))).isEmpty()) {
            for (OutboxRow row : rows) {
                done.computeIfAbsent(row.entry().conferenceId(), id -> Collections.synchronizedList(new ArrayList<>()))
                        .add(name(row));
                process.done(row.id()).toCompletableFuture().join();
            }
        }
    }

    private void open(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, clock(), "one", LEASE);
        repository = new SqlConferenceRepository(database, outbox);
    }

    private Clock clock() {
        return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    }

    private void add(String id, OutboxEntry... rows) {
        repository.append(Samples.append(id, 0, Samples.events(id).subList(0, 1), List.of(rows), null));
    }

    private List<OutboxRow> take() {
        return outbox.take(BRIDGE, 10, Duration.ZERO);
    }

    private static String name(OutboxRow row) {
        return ((BridgeOrder) row.entry().payload()).leg().toString();
    }
}
