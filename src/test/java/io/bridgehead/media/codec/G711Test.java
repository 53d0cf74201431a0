package io.bridgehead.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    @ParameterizedTest
    @EnumSource(G711.class)
    void everyCodeSurvivesDecodingAndEncoding(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            // µ-law has two zeros; the negative one becomes the positive one
            int expected = law == G711.PCMU && code == 0x7F ? 0xFF : code;
            assertThat(law.encode(sample) & 0xFF).as("code %x, sample %d", code, sample).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void everySampleComesBackWithinASixteenthOrTheSmallestStep(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int back = law.decode(law.encode((short) sample));
            assertThat(Math.abs(back - sample)).as("%d became %d", sample, back)
                    .isLessThanOrEqualTo(Math.max(16, Math.abs(sample) / 16));
        }
    }

    @Test
    void knowsTheValuesOfTheRecommendation() {
        assertThat(G711.PCMU.decode((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(G711.PCMU.decode((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(G711.PCMU.decode(G711.PCMU.silence())).isEqualTo((short) 0);
        assertThat(G711.PCMA.decode((byte) 0xAA)).isEqualTo((short) 32256);
        assertThat(G711.PCMA.decode((byte) 0x2A)).isEqualTo((short) -32256);
        assertThat(G711.PCMA.decode(G711.PCMA.silence())).isEqualTo((short) 8);
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void neverDecodesToTheValueThatMarksAGap(G711 law) {
        for (int code = 0; code < 256; code++) {
            assertThat(law.decode((byte) code)).isNotEqualTo(Short.MIN_VALUE);
        }
    }

    @Test
    void findsALawByItsNameInAnyCase() {
        assertThat(G711.named("pcma")).isEqualTo(G711.PCMA);
        assertThat(G711.named("opus")).isNull();
    }
}
