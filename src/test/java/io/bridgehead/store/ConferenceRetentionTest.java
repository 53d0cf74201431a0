package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.bridgehead.conference.ConferenceAppend;
import io.bridgehead.conference.OutboxEntry;

class ConferenceRetentionTest {

    @DatabaseTest
    void forgetsConferencesThatEndedBeforeATimeOnly(TestDatabase test) {
        Database database = test.open();
        Outbox outbox = new Outbox(database, Clock.systemUTC(), "one", Duration.ofMinutes(1));
        SqlConferenceRepository repository = new SqlConferenceRepository(database, outbox);
        ConferenceRetention retention = new ConferenceRetention(database);
        for (int i = 0; i < 30; i++) {
            append(repository, "ended-" + i, false, List.of());
        }
        append(repository, "active", true, List.of());
        append(repository, "told-later", false, List.of(Samples.status("told-later", 1)));

        assertThat(retention.forgetEndedBefore(Samples.NOW)).isZero();
        assertThat(retention.forgetEndedBefore(Samples.NOW.plusSeconds(1))).isEqualTo(30);

        assertThat(repository.load("ended-7")).isEmpty();
        assertThat(repository.load("active")).isPresent();
        assertThat(repository.visibleTo("alice@example.com", false, 100)).containsExactly("told-later", "active");
        assertThat(repository.load("told-later")).isPresent();
    }

    private static void append(SqlConferenceRepository repository, String id, boolean active, List<OutboxEntry> outbox) {
        repository.append(new ConferenceAppend(id, 0, Samples.events(id).subList(0, 1), outbox, null, "alice@example.com",
                Set.of("alice@example.com"),
                active, null));
    }
}
