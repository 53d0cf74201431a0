package io.bridgehead.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

@Feature("A050")
class MixerTest {

    private final Mixer mixer = new Mixer();
    private final short[] out = new short[Mixer.FRAME];

    @Test
    void givesEachVoiceTheSumOfTheOthers() {
        Random random = new Random(3);
        short[][] voices = new short[40][Mixer.FRAME];
        for (short[] voice : voices) {
            for (int i = 0; i < voice.length; i++) {
                voice[i] = (short) random.nextInt(700);
            }
            mixer.add(voice);
        }
        for (short[] own : voices) {
            mixer.mixWithout(own, out);
            for (int i = 0; i < Mixer.FRAME; i++) {
                int others = -own[i];
                for (short[] voice : voices) {
                    others += voice[i];
                }
                assertThat(out[i]).isEqualTo((short) Math.min(32767, others));
            }
        }
    }

    @Test
    void saturatesInsteadOfWrapping() {
        for (int i = 0; i < 1000; i++) {
            mixer.add(constant(Short.MAX_VALUE));
        }
        mixer.mixAll(out);
        assertThat(out).containsOnly(Short.MAX_VALUE);
        mixer.clear();
        mixer.add(constant(Short.MIN_VALUE));
        mixer.add(constant(Short.MIN_VALUE));
        mixer.mixAll(out);
        assertThat(out).containsOnly(Short.MIN_VALUE);
    }

    @Test
    void subtractsOneVoiceFromASumThatWouldHaveSaturated() {
        mixer.add(constant((short) 30000));
        mixer.add(constant((short) 30000));
        mixer.mixWithout(constant((short) 30000), out);
        assertThat(out).containsOnly((short) 30000);
    }

    @Test
    void forgetsTheLastBeat() {
        mixer.add(constant((short) 5));
        mixer.clear();
        mixer.mixAll(out);
        assertThat(mixer.voices()).isZero();
        assertThat(out).containsOnly((short) 0);
    }

    private static short[] constant(short value) {
        short[] voice = new short[Mixer.FRAME];
        Arrays.fill(voice, value);
        return voice;
    }
}
