package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand.Admit;
import io.bridgehead.test.Feature;

@Feature("A147")
class PinBookTest {

    private final PinBook pins = new PinBook();

    @Test
    void findsTheConferenceOfAPinUntilItIsForgotten() {
        pins.admit(new Admit("c1", "48291337", 1));
        pins.admit(new Admit("c2", "11112222", 1));

        assertThat(pins.conferenceOf("11112222")).contains("c2");
        assertThat(pins.conferenceOf("1111222")).isEmpty();
        pins.forget("c2");
        assertThat(pins.conferenceOf("11112222")).isEmpty();
    }

    @Test
    void ofTwoThatMeetOnTheWayTheHigherNumberCounts() {
        pins.admit(new Admit("c1", "48291337", 7));
        pins.admit(new Admit("c1", "11112222", 3));
        assertThat(pins.conferenceOf("48291337")).contains("c1");

        pins.admit(new Admit("c1", "", 8));
        assertThat(pins.conferenceOf("48291337")).isEmpty();
        assertThat(pins.conferenceOf("")).isEmpty();
    }

    @Test
    void aPinIsWholeOnceItIsAsLongAsAllAre() {
        assertThat(pins.wholeAfter()).isEqualTo(12);
        pins.admit(new Admit("c1", "48291337", 1));
        assertThat(pins.wholeAfter()).isEqualTo(8);
        pins.admit(new Admit("c2", "482913", 1));
        assertThat(pins.wholeAfter()).isEqualTo(12);
    }
}
