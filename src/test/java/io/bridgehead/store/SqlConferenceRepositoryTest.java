package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.bridgehead.conference.AnsweredCommand;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConcurrentChangeException;
import io.bridgehead.conference.ConferenceAppend;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.conference.UnreadableConferenceException;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.test.Feature;

class SqlConferenceRepositoryTest {

    private static final Instant NOW = Samples.NOW;

    private SqlConferenceRepository repository;
    private Outbox outbox;

    private void open(TestDatabase test) {
        Database database = test.open();
        outbox = new Outbox(database, Clock.systemUTC(), "test", Duration.ofMinutes(1));
        repository = new SqlConferenceRepository(database, outbox);
    }

    @DatabaseTest
    void givesBackEveryKindOfEvent(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1")));

        SqlConferenceRepository another = new SqlConferenceRepository(test.open(), outbox);
        assertThat(another.load("c1").orElseThrow().events()).isEqualTo(Samples.events("c1"));
        assertThat(Samples.events("c1")).extracting(ConferenceEvent::type)
                .containsAll(ConferenceEvent.TYPES.keySet());
        assertThat(repository.load("c2")).isEmpty();
    }

    @DatabaseTest
    void continuesTheStreamAndRefusesAVersionThatIsTaken(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 2)));
        repository.append(Samples.append("c1", 2, Samples.events("c1").subList(2, 3)));

        assertThatThrownBy(() -> repository.append(Samples.append("c1", 2, Samples.events("c1").subList(3, 4))))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> repository.append(Samples.append("c1", 0, Samples.events("c1"))))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(repository.load("c1").orElseThrow().events()).isEqualTo(Samples.events("c1").subList(0, 3));
    }

    @DatabaseTest
    void letsExactlyOneOfManyWritersOfTheSameVersionThrough(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 1)));
        SqlConferenceRepository other = new SqlConferenceRepository(test.open(), outbox);

        List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SqlConferenceRepository one = test.dialect() == Dialect.POSTGRESQL && i % 2 == 0 ? other : repository;
            attempts.add(CompletableFuture.supplyAsync(() -> {
                try {
                    one.append(Samples.append("c1", 1, Samples.events("c1").subList(1, 2)));
                    return true;
                } catch (ConcurrentChangeException e) {
                    return false;
                }
            }));
        }

        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(repository.load("c1").orElseThrow().events()).hasSize(2);
    }

    @DatabaseTest
    void answersARepeatedCommandAsTheFirstAndWritesNothingOfIt(TestDatabase test) {
        open(test);
        CommandAnswer answer = new CommandAnswer("c1", 1, List.of("p1", "p2"), false);
        AnsweredCommand answered = new AnsweredCommand("urn:uuid:1", "alice@example.com", answer, "0af3");
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 1), List.of(), answered));

        assertThatThrownBy(() -> repository.append(
                Samples.append("c2", 0, Samples.events("c2").subList(0, 1), List.of(Samples.dial("c2", "p1")), answered)))
                .isInstanceOf(ConcurrentChangeException.class);

        assertThat(repository.answered("urn:uuid:1", "alice@example.com")).contains(answered);
        assertThat(repository.answered("urn:uuid:1", "bob@example.com")).isEmpty();
        assertThat(repository.load("c2")).isEmpty();
        assertThat(outbox.pending()).isZero();
    }

    @DatabaseTest
    void logsBridgeCommandsTogetherWithTheEvents(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 1),
                List.of(Samples.dial("c1", "p1"), Samples.status("c1", 1)), null));

        SqlMessageLog log = new SqlMessageLog(test.open(), Clock.systemUTC(), 1, Duration.ofDays(1));
        assertThat(log.findByConference("c1")).extracting(LoggedMessage::entry).singleElement()
                .returns(Hop.BRIDGE_COMMAND, LogEntry::hop).returns("dial", LogEntry::operation)
                .returns("c1.p1.1", LogEntry::detail).returns("embedded", LogEntry::receiver);
    }

    @DatabaseTest
    void readsOfAConferenceThatGoesOnOnlyWhatItHasNeitherReadNorWrittenWhoeverAddedIt(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 2)));
        SqlConferenceRepository another = new SqlConferenceRepository(test.open(), outbox);
        assertThat(another.load("c1").orElseThrow().events()).hasSize(2);
        another.append(Samples.append("c1", 2, Samples.events("c1").subList(2, 3)));
        test.open().call(session -> session
                .prepare("DELETE FROM conference_event WHERE conference_id = 'c1' AND version = 1").executeUpdate());

        assertThat(repository.load("c1").orElseThrow().events()).isEqualTo(Samples.events("c1").subList(0, 3));
        assertThat(another.load("c1").orElseThrow().events()).isEqualTo(Samples.events("c1").subList(0, 3));
    }

    @DatabaseTest
    void saysWhichConferenceIsOfAReleaseThatKnowsMore(TestDatabase test) {
        open(test);
        for (String change : List.of("type = 'somebody-sang'", "event = '{\"at\":\"noon\"}'")) {
            String id = "c" + change.length();
            repository.append(Samples.append(id, 0, Samples.events(id).subList(0, 2)));
            test.open().call(session -> session.prepare("UPDATE conference_event SET " + change + " WHERE version = 2")
                    .executeUpdate());

            assertThatThrownBy(() -> new SqlConferenceRepository(test.open(), outbox).load(id))
                    .isInstanceOf(UnreadableConferenceException.class).hasMessageContaining(id);
        }
    }

    @DatabaseTest
    void knowsActiveAndDueConferencesAndWhoMaySeeThem(TestDatabase test) {
        open(test);
        for (String id : List.of("c1", "c2", "c3")) {
            repository.append(new ConferenceAppend(id, 0, Samples.events(id).subList(0, 1), List.of(), null,
                    "alice@example.com", Set.of("alice@example.com", "bob@example.com"), true, NOW.plusSeconds(60)));
        }
        repository.append(new ConferenceAppend("c2", 1, Samples.events("c2").subList(1, 2), List.of(), null,
                "alice@example.com", Set.of("alice@example.com"), false, null));
        repository.append(new ConferenceAppend("c3", 1, Samples.events("c3").subList(1, 2), List.of(), null,
                "alice@example.com", null, true, NOW.plusSeconds(60)));

        assertThat(repository.active()).containsExactly("c1", "c3");
        assertThat(repository.due(NOW.plusSeconds(59))).isEmpty();
        assertThat(repository.due(NOW.plusSeconds(60))).containsExactlyInAnyOrder("c1", "c3");
        assertThat(repository.visibleTo("alice@example.com", false, 2)).containsExactly("c3", "c2");
        assertThat(repository.visibleTo("alice@example.com", true, 2)).containsExactly("c3", "c1");
        assertThat(repository.visibleTo("bob@example.com", false, 9)).containsExactly("c3", "c1");
        assertThat(repository.visibleTo("eve@example.com", false, 2)).isEmpty();
    }

    @DatabaseTest
    @Feature("A147")
    void noTwoConferencesThatGoOnHaveTheSamePin(TestDatabase test) {
        open(test);
        repository.append(withPin("c1", true, 0));

        assertThatThrownBy(() -> repository.append(withPin("c2", true, 0))).isInstanceOf(ConcurrentChangeException.class);

        repository.append(withPin("c1", false, 1));
        repository.append(withPin("c2", true, 0));
        assertThat(repository.active()).containsExactly("c2");
    }

    private static ConferenceAppend withPin(String id, boolean active, int version) {
        return new ConferenceAppend(id, version, Samples.events(id).subList(version, version + 1), List.of(), null,
                "alice@example.com", null, active, null, "48291337");
    }

    @DatabaseTest
    void keepsAnAnswerThatChangedNothing(TestDatabase test) {
        open(test);
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 1)));
        AnsweredCommand answered = new AnsweredCommand("urn:uuid:2", "alice@example.com",
                new CommandAnswer("c1", 1, List.of(), false), null);

        repository.append(Samples.append("c1", 1, List.of(), List.of(), answered));

        assertThat(repository.answered("urn:uuid:2", "alice@example.com")).isPresent();
        repository.append(Samples.append("c1", 1, Samples.events("c1").subList(1, 2)));
    }

    @DatabaseTest
    void givesOrdersAndStatusesBackFromTheOutbox(TestDatabase test) {
        open(test);
        OutboxEntry hangUp = new OutboxEntry(OutboxEntry.Topic.BRIDGE, "c1", 1,
                new BridgeOrder(BridgeOrder.Kind.HANG_UP, "embedded", "c1", new LegId("c1", "p1", 1), null, null, null,
                        HangUpReason.REMOVED, 1));
        repository.append(Samples.append("c1", 0, Samples.events("c1").subList(0, 1),
                List.of(hangUp, Samples.status("c1", 1)), null));

        assertThat(outbox.take(OutboxEntry.Topic.BRIDGE, 10, Duration.ZERO)).extracting(OutboxRow::entry)
                .containsExactly(hangUp);
        assertThat(outbox.take(OutboxEntry.Topic.STATUS, 10, Duration.ZERO)).extracting(OutboxRow::entry)
                .containsExactly(Samples.status("c1", 1));
    }
}
