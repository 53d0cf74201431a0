package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** Who guesses PINs, with time that passes as fast as needed. */
@Feature("A147")
class PinGuardTest {

    private static final int TRIES = 10_000;
    private long now = -5;
    private final PinGuard guard = new PinGuard(() -> now);

    @Test
    @Threat(17)
    void tenThousandTriesOfOneCallerTakeYears() {
        assertThat(guess(number -> "user mallory", false)).isGreaterThan(Duration.ofDays(3 * 365));
    }

    @Test
    @Threat(17)
    void tenThousandTriesUnderAsManyNumbersOfTheTelephoneNetworkTakeMostOfADay() {
        assertThat(guess(number -> "trunk tel:+49" + number, true)).isGreaterThan(Duration.ofHours(16));
    }

    @Test
    void nineAreFreeAndEachFurtherCallHoldsTwiceAsLong() {
        wrong("user bob", 8);
        assertThat(guard.allows("user bob", false)).isTrue();
        wrong("user bob", 1);
        assertThat(guard.allows("user bob", false)).isFalse();
        assertThat(guard.allows("user alice", false)).isTrue();

        pass(PinGuard.FIRST_HOLD);
        assertThat(guard.allows("user bob", false)).isTrue();
        wrong("user bob", 3);
        pass(PinGuard.FIRST_HOLD);
        assertThat(guard.allows("user bob", false)).isFalse();
        pass(PinGuard.FIRST_HOLD);
        assertThat(guard.allows("user bob", false)).isTrue();
    }

    @Test
    void aDayLaterAllIsForgotten() {
        wrong("user bob", 9);
        pass(PinGuard.FIRST_HOLD.plusHours(24));
        wrong("user bob", 8);

        assertThat(guard.allows("user bob", false)).isTrue();
    }

    @Test
    void whoCallsFromOutsideCannotShutOurUsersOut() {
        for (int i = 0; i < PinGuard.OUTSIDE; i++) {
            guard.wrong("trunk tel:+49" + i, true);
        }

        assertThat(guard.allows("trunk tel:+331", true)).isFalse();
        assertThat(guard.allows("user alice", false)).isTrue();
        pass(PinGuard.OUTSIDE_SPAN);
        assertThat(guard.allows("trunk tel:+331", true)).isTrue();
    }

    @Test
    void manyCallersTakeNoMoreMemoryThanSome() {
        for (int i = 0; i < 50_000; i++) {
            guard.wrong("user " + i, false);
        }
        wrong("user bob", 9);

        assertThat(guard.allows("user bob", false)).isFalse();
    }

    /** Calls without pause, three tries a call, until so many PINs were looked at; how long that took. */
    private Duration guess(IntFunction<String> caller, boolean outside) {
        long begin = now;
        for (int tried = 0; tried < TRIES;) {
            String name = caller.apply(tried);
            for (int i = 0; i < PinGuard.PER_CALL && guard.allows(name, outside); i++) {
                guard.wrong(name, outside);
                tried++;
            }
            pass(Duration.ofSeconds(10));
        }
        return Duration.ofNanos(now - begin);
    }

    private void wrong(String caller, int times) {
        for (int i = 0; i < times; i++) {
            guard.wrong(caller, false);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
