package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.Feature;

@Feature("A151")
class KeysTest {

    private final Keys keys = new Keys();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "application/dtmf-relay            | Signal=5\\r\\nDuration=160 | 5",
            "application/dtmf-relay            | Signal= *\\r\\n            | *",
            "Application/DTMF-Relay;charset=x  | signal=a\\n               | A",
            "application/dtmf-relay            | Signal=11                | #",
            "application/dtmf                  | 0                        | 0",
            "application/dtmf                  | 10                       | *",
            "application/dtmf                  | 160                      | -",
            "application/dtmf-relay            | Duration=160             | -",
            "application/dtmf-relay            | Signal=55                | -",
            "text/plain                        | Signal=5                 | -",
            "                                  | 5                        | -" })
    void areReadFromAnInfo(String type, String body, char key) {
        byte[] bytes = body.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(Keys.ofInfo(type, bytes)).isEqualTo(key == '-' ? (char) 0 : key);
        assertThat(Keys.ofInfo(type, new byte[10_000])).isEqualTo((char) 0);
    }

    @Test
    void countOnceThoughATelephoneTellsThemByTwoWays() {
        assertThat(keys.counts(Keys.Way.INFO)).isTrue();
        assertThat(keys.counts(Keys.Way.AUDIO)).isFalse();
        assertThat(keys.counts(Keys.Way.INFO)).isTrue();
    }

    @Test
    void areBelievedAsLongAsNobodyPressesThemTooFast() {
        int counted = 0;
        for (int i = 0; i < 100; i++) {
            counted += keys.counts(Keys.Way.INFO) ? 1 : 0;
        }
        assertThat(counted).isBetween(20, 40);
    }
}
