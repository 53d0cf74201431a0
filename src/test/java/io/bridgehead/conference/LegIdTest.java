package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegIdTest {

    @Test
    void readsWhatItWrites() {
        LegId leg = new LegId(ConferenceIds.next(), "p12", 3);

        assertThat(LegId.parse(leg.toString())).isEqualTo(leg);
        assertThat(leg.toString()).endsWith(".p12.3");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "c1.p1", "c1.p0.1", "c1.q1.1", "c1.p1.0", "c1.p1.1.1", "c 1.p1.1", "../x.p1.1",
            "c1.p1.99999999999" })
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> LegId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void conferenceIdsAreUrlSafeAndDiffer() {
        assertThat(ConferenceIds.next()).matches("c[A-Za-z0-9_-]{22}").isNotEqualTo(ConferenceIds.next());
    }
}
