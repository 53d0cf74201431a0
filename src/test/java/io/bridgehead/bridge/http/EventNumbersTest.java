package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class EventNumbersTest {

    private final Map<String, EventMarks.Mark> kept = new HashMap<>();
    private EventNumbers numbers = start();

    private EventNumbers start() {
        return new EventNumbers("acme", new EventMarks() {
            @Override
            public Optional<Mark> find(String bridge) {
                return Optional.ofNullable(kept.get(bridge));
            }

            @Override
            public void note(String bridge, Mark mark) {
                kept.put(bridge, mark);
            }
        }).recall();
    }

    private void note(long... some) {
        for (long number : some) {
            numbers.note("a", number);
        }
    }

    @Test
    void countsFromTheFirstThatComes() {
        assertThat(numbers.unknown()).isTrue();
        note(17, 18);

        assertThat(numbers.gap()).isEmpty();
        assertThat(numbers.isNew("a", 17)).isFalse();
        assertThat(numbers.isNew("a", 16)).as("offered again from before our time").isTrue();
        assertThat(numbers.isNew("a", 19)).isTrue();
    }

    @Test
    void noticesWhatIsMissingAndTakesItLate() {
        note(1, 2, 5);

        assertThat(numbers.gap()).hasValue(2);
        assertThat(numbers.isNew("a", 4)).isTrue();
        note(4, 3);
        assertThat(numbers.gap()).isEmpty();
    }

    @Test
    void whatCannotBeHadIsNotAskedForAgainButTakenShouldItCome() {
        note(1, 5);
        numbers.giveUp(Long.MAX_VALUE);

        assertThat(numbers.gap()).isEmpty();
        assertThat(numbers.isNew("a", 3)).isTrue();
        note(6, 8);
        assertThat(numbers.gap()).hasValue(6);
    }

    @Test
    void countsAnewInANewEpoch() {
        note(7);

        assertThat(numbers.isNew("b", 7)).isTrue();
        assertThat(numbers.isOther("b")).isTrue();
        numbers.note("b", 1);
        assertThat(numbers.isNew("b", 1)).isFalse();
        assertThat(numbers.gap()).isEmpty();
    }

    @Test
    void theFirstEventsOfANewEpochAreMissedIfALaterOneComesFirst() {
        note(7);

        numbers.note("b", 3);

        assertThat(numbers.gap()).hasValue(0);
    }

    @Test
    void goesOnAfterARestartFromWhereNothingIsMissing() {
        note(1, 2, 5);
        numbers.keep();

        numbers = start();

        assertThat(numbers.unknown()).isFalse();
        assertThat(numbers.highest()).isEqualTo(2);
        assertThat(numbers.isNew("a", 3)).isTrue();
        note(5);
        assertThat(numbers.gap()).hasValue(2);
    }

    @Test
    void writesNothingDownBeforeItKnowsTheBridgeNorTheSameTwice() {
        numbers.keep();
        assertThat(kept).isEmpty();
        note(1);
        numbers.keep();
        kept.clear();
        numbers.keep();
        assertThat(kept).isEmpty();
    }

    @Test
    void remembersOnlyTheLatest() {
        for (long number = 1; number <= 3L * EventNumbers.WINDOW; number++) {
            note(number);
        }

        assertThat(numbers.isNew("a", 1)).isFalse();
        assertThat(numbers.isNew("a", 3L * EventNumbers.WINDOW)).isFalse();
        note(1_000_000);
        assertThat(numbers.gap()).hasValue(1_000_000 - EventNumbers.WINDOW);
    }
}
