package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.bridgehead.conference.OutboxEntry.Topic;

class SqlProcessesTest {

    /** What one writes may be taken by another at once. */
    private static final Duration NOT_LENT = Duration.ZERO;

    @DatabaseTest
    void eachProcessSeesHowTheOthersCountOn(TestDatabase test) {
        Database database = test.open();
        SqlProcesses one = new SqlProcesses(database, "one");
        SqlProcesses two = new SqlProcesses(database, "two");

        assertThat(one.beat()).isEmpty();
        assertThat(two.beat()).isEqualTo(Map.of("one", 1L));
        assertThat(one.beat()).isEqualTo(Map.of("two", 1L));
        assertThat(two.beat()).isEqualTo(Map.of("one", 2L));
    }

    @DatabaseTest
    void aForgottenProcessLeavesNothingBehindAndTheOthersKeepTheirs(TestDatabase test) {
        Database database = test.open();
        SqlProcesses one = new SqlProcesses(database, "one");
        new SqlProcesses(database, "two").beat();
        for (String process : List.of("one", "two")) {
            new SqlKeptLegs(database, process).keep(SqlKeptLegsTest.RINGING).toCompletableFuture().join();
            new SqlConferenceRepository(database, outbox(database, process)).append(Samples.append("c" + process, 0, List.of(),
                    List.of(Samples.dialOn("embedded@" + process, "c" + process, "p1"), Samples.status("c" + process, 1)),
                    null));
        }

        one.forget("two", 1);

        assertThat(one.beat()).isEmpty();
        assertThat(new SqlKeptLegs(database, "two").all()).isEmpty();
        assertThat(new SqlKeptLegs(database, "one").all()).hasSize(1);
        assertThat(outbox(database, "two").take(Topic.BRIDGE, 10, Duration.ZERO)).isEmpty();
        assertThat(outbox(database, "one").take(Topic.BRIDGE, 10, Duration.ZERO)).hasSize(1);
        assertThat(outbox(database, "one").take(Topic.STATUS, 10, Duration.ZERO)).as("people are told by any process")
                .hasSize(2);
    }

    @DatabaseTest
    void aProcessThatCountsOnIsNotForgotten(TestDatabase test) {
        Database database = test.open();
        SqlProcesses two = new SqlProcesses(database, "two");
        two.beat();
        two.beat();
        new SqlKeptLegs(database, "two").keep(SqlKeptLegsTest.RINGING).toCompletableFuture().join();

        SqlProcesses one = new SqlProcesses(database, "one");
        one.forget("two", 1);

        assertThat(one.beat()).containsKey("two");
        assertThat(new SqlKeptLegs(database, "two").all()).hasSize(1);
    }

    private static Outbox outbox(Database database, String process) {
        return new Outbox(database, Clock.systemUTC(), process, NOT_LENT);
    }
}
