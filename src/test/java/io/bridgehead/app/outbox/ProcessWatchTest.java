package io.bridgehead.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.app.Serving;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.ActiveConference;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.store.Database;
import io.bridgehead.store.Outbox;
import io.bridgehead.store.SqlProcesses;
import io.bridgehead.store.TestDatabase;
import io.bridgehead.test.Feature;

/** Process one watches process two. */
class ProcessWatchTest {

    private static final int PATIENCE = 2;
    private static final int MEMORY = 6;

    @TempDir
    static Path folder;

    private final List<ActiveConference> active = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final BridgeCatalog catalog = new BridgeCatalog(Set.of("embedded"), "embedded", List.of(), Map.of());
    private boolean trouble;
    private TestDatabase test;
    private SqlProcesses other;
    private ProcessWatch watch;

    @BeforeEach
    void open() {
        test = TestDatabase.sqlite(folder.resolve(System.nanoTime() + ".db"));
        Database database = test.open();
        other = new SqlProcesses(database, "two");
        catalog.bind("embedded", "one");
        watch = watch(database, "one");
    }

    private ProcessWatch watch(Database database, String process) {
        return new ProcessWatch(new Outbox(database, Clock.systemUTC(), process, Duration.ofSeconds(15)),
                new SqlProcesses(database, process), catalog, conferences(), Clock.systemUTC(),
                new GoneProcesses(PATIENCE, MEMORY));
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void look(int times) {
        IntStream.range(0, times).forEach(time -> watch.look());
    }

    private boolean isKnown(String process) {
        return new SqlProcesses(test.open(), "three").beat().containsKey(process);
    }

    @Test
    @Feature("A135")
    void theConferencesOfAProcessThatIsGoneAreEndedAndOthersAreNot() {
        active.add(new ActiveConference("c1", "embedded@one"));
        active.add(new ActiveConference("c2", "acme"));
        active.add(new ActiveConference("c3", "embedded@two"));
        other.beat();

        look(PATIENCE);
        assertThat(ended).isEmpty();
        assertThat(catalog.available("embedded@two")).isTrue();
        look(3);

        assertThat(ended).containsExactly("embedded@two");
        assertThat(catalog.available("embedded@two")).isFalse();
    }

    @Test
    void whatCouldNotBeEndedIsEndedAtTheNextLook() {
        active.add(new ActiveConference("c1", "embedded@two"));
        other.beat();
        trouble = true;
        look(1 + PATIENCE);
        assertThat(active).hasSize(1);

        trouble = false;
        look(1);

        assertThat(active).isEmpty();
    }

    @Test
    void aConferenceThatIsFoundOnlyAfterItsProcessWasGoneIsEndedAsWell() {
        other.beat();
        look(1 + PATIENCE);
        active.add(new ActiveConference("c1", "embedded@two"));

        look(1);

        assertThat(ended).containsExactly("embedded@two");
    }

    @Test
    void aProcessThatDiesBeforeItsFirstLookIsMissedAllTheSame() {
        ProcessWatch shortLived = watch(test.open(), "two");
        shortLived.begin(new Serving(), config(Role.CONFERENCE_SERVICE, Role.BRIDGE));
        active.add(new ActiveConference("c1", "embedded@two"));

        look(1 + PATIENCE);

        assertThat(ended).containsExactly("embedded@two");
    }

    @Test
    void aProcessThatWorksOnNoConferencesIsNotWatched() {
        watch(test.open(), "two").begin(new Serving(), config(Role.BRIDGE));

        assertThat(isKnown("two")).isFalse();
    }

    @Test
    void aProcessThatNeverComesBackIsForgottenOnceItsConferencesHaveEnded() {
        active.add(new ActiveConference("c1", "embedded@two"));
        other.beat();
        trouble = true;
        look(1 + MEMORY);
        assertThat(isKnown("two")).isTrue();

        trouble = false;
        look(2);

        assertThat(isKnown("two")).isFalse();
    }

    private static BridgeheadConfig config(Role... roles) {
        return (BridgeheadConfig) Proxy.newProxyInstance(ProcessWatchTest.class.getClassLoader(),
                new Class<?>[] { BridgeheadConfig.class }, (proxy, method, arguments) -> Set.of(roles));
    }

    private ConferenceService conferences() {
        return (ConferenceService) Proxy.newProxyInstance(ProcessWatchTest.class.getClassLoader(),
                new Class<?>[] { ConferenceService.class }, (proxy, method, arguments) -> {
                    if (method.getName().equals("active")) {
                        return List.copyOf(active);
                    }
                    if (!trouble) {
                        ended.add((String) arguments[0]);
                        active.removeIf(conference -> conference.bridge().equals(arguments[0]));
                    }
                    return null;
                });
    }
}
