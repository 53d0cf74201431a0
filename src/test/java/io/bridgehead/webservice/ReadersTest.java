package io.bridgehead.webservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

/** Who has nothing but telephones is not told again and again what they cannot read. */
class ReadersTest {

    private static final String ANN = "ann@example.org";

    private Instant now = Samples.TIME;
    private final Readers readers = new Readers(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void whoRefusedIsToldNothingUntilThereIsANewDevice() {
        assertThat(readers.canRead(ANN)).isTrue();
        readers.refused(ANN);
        assertThat(readers.canRead(ANN)).isFalse();
        assertThat(readers.canRead("bob@example.org")).isTrue();
        readers.registered(ANN);
        assertThat(readers.canRead(ANN)).isTrue();
    }

    @Test
    void aRefusalIsForgottenAfterAWhile() {
        readers.refused(ANN);
        now = now.plus(Readers.REMEMBERED).minusMillis(1);
        assertThat(readers.canRead(ANN)).isFalse();
        now = now.plusMillis(1);
        assertThat(readers.canRead(ANN)).isTrue();
    }

    @Test
    void soManyUsersAreRememberedAndNoMore() {
        readers.refused(ANN);
        for (int i = 1; i < Readers.MOST; i++) {
            readers.refused("user" + i + "@example.org");
        }
        assertThat(readers.canRead(ANN)).isFalse();
        readers.refused("bob@example.org");
        assertThat(readers.canRead(ANN)).isTrue();
        assertThat(readers.canRead("bob@example.org")).isFalse();
    }
}
