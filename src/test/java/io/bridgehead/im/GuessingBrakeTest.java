package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class GuessingBrakeTest {

    private static final String THEIRS = "198.51.100.7";
    private static final String OFFICE = "192.0.2.1";

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final GuessingBrake brake = new GuessingBrake(
            new GuessingBrake.Limits(3, 10, 20, Duration.ofMinutes(5), Duration.ofMinutes(1)), () -> now, "conference"::equals);

    private void wrong(int times, String address, String user) {
        for (int i = 0; i < times; i++) {
            brake.wrong(address, user);
        }
    }

    @Test
    void holdsAUserAtAnAddressAfterTooManyWrongPasswords() {
        wrong(2, THEIRS, "alice");
        assertThat(brake.secondsToWait(THEIRS, "alice")).isZero();

        wrong(1, THEIRS, "alice");
        assertThat(brake.secondsToWait(THEIRS, "alice")).isEqualTo(60);
        assertThat(brake.secondsToWait(THEIRS, "bob")).isZero();
        assertThat(brake.secondsToWait(OFFICE, "alice")).isZero();

        now = now.plusSeconds(60);
        assertThat(brake.secondsToWait(THEIRS, "alice")).isZero();
    }

    @Test
    void holdsTwiceAsLongEachTime() {
        for (int minutes : new int[] { 1, 2, 4, 8, 16, 32, 64, 64 }) {
            wrong(3, THEIRS, "alice");
            assertThat(brake.secondsToWait(THEIRS, "alice")).isEqualTo(minutes * 60);
            now = now.plusSeconds(minutes * 60L);
        }
        now = now.plus(Duration.ofHours(2));
        wrong(3, THEIRS, "alice");
        assertThat(brake.secondsToWait(THEIRS, "alice")).isEqualTo(60);
    }

    @Test
    void forgivesMistakesThatAreFarApart() {
        for (int i = 0; i < 10; i++) {
            wrong(2, THEIRS, "alice");
            now = now.plusSeconds(301);
        }
        assertThat(brake.secondsToWait(THEIRS, "alice")).isZero();
    }

    @Test
    void holdsAnAddressThatTriesManyUsersButNotThoseKnownThere() {
        brake.right(OFFICE, "alice");
        for (int i = 0; i < 10; i++) {
            wrong(1, OFFICE, "user" + i);
        }

        assertThat(brake.secondsToWait(OFFICE, "bob")).isEqualTo(60);
        assertThat(brake.secondsToWait(OFFICE, "alice")).isZero();
        assertThat(brake.secondsToWait(THEIRS, "bob")).isZero();
    }

    @Test
    void holdsAUserWhomManyAddressesTryButNotWhereTheUserIsKnown() {
        brake.right(OFFICE, "alice");
        for (int i = 0; i < 20; i++) {
            wrong(1, "203.0.113." + i, "alice");
        }

        assertThat(brake.secondsToWait("203.0.113.200", "alice")).isEqualTo(60);
        assertThat(brake.secondsToWait(OFFICE, "alice")).isZero();
        assertThat(brake.secondsToWait(OFFICE, "bob")).isZero();
    }

    @Test
    void aUserIsKnownForADay() {
        brake.right(OFFICE, "alice");
        now = now.plus(Duration.ofHours(25));
        for (int i = 0; i < 20; i++) {
            wrong(1, "203.0.113." + i, "alice");
        }

        assertThat(brake.secondsToWait(OFFICE, "alice")).isEqualTo(60);
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        wrong(1, "2001:db8:0:1:0:0:0:1", "alice");
        wrong(1, "2001:db8:0:1:a:b:c:d", "alice");
        wrong(1, "2001:db8:0:1:ffff:0:0:1", "alice");

        assertThat(brake.secondsToWait("2001:db8:0:1:0:0:0:99", "alice")).isEqualTo(60);
        assertThat(brake.secondsToWait("2001:db8:0:2:0:0:0:1", "alice")).isZero();
    }

    @Test
    void neverHoldsThePartsOfTheProduct() {
        wrong(100, THEIRS, "conference");

        assertThat(brake.secondsToWait(THEIRS, "conference")).isZero();
        assertThat(brake.secondsToWait(THEIRS, "bob")).isPositive();
    }

    @Test
    void remembersABoundedNumberAndForgetsWhatIsOver() {
        for (int i = 0; i < 200_000; i++) {
            brake.wrong("198.51." + i / 250 % 250 + "." + i % 250, "user" + i);
        }
        assertThat(brake.size()).isLessThanOrEqualTo(GuessingBrake.MEMORY);
        assertThat(brake.isQuiet()).isFalse();

        now = now.plus(Duration.ofDays(1));
        brake.sweep();
        assertThat(brake.size()).isZero();
        assertThat(brake.isQuiet()).isTrue();
    }

    @Test
    void takesNamesAndAddressesOfAnyShape() {
        String long_ = "x".repeat(10_000);
        wrong(3, null, long_);
        wrong(3, ":::::", "");

        assertThat(brake.secondsToWait(null, long_)).isPositive();
        assertThat(brake.secondsToWait(":::::", "")).isPositive();
    }
}
