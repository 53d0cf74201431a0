package io.bridgehead.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

@Feature("A149")
class TalkDetectorTest {

    private static final long SPEECH = 1000 * 1000;
    private static final long BETWEEN = 200 * 200;
    private final TalkDetector detector = new TalkDetector();

    @Test
    void hearsSpeechAfterSixtyMillisecondsAndItsEndAfterSixHundred() {
        assertThat(changesIn(SPEECH, 100)).isEqualTo(3);
        assertThat(changesIn(0, 100)).isEqualTo(30);
        assertThat(detector.isTalking()).isFalse();
    }

    @Test
    void takesNoNoticeOfAClickOrOfNoise() {
        assertThat(changesIn(SPEECH, 2)).isZero();
        assertThat(changesIn(0, 10)).isZero();
        assertThat(changesIn(60 * 60, 1000)).isZero();
    }

    @Test
    void doesNotStartAtALevelAtWhichItGoesOn() {
        assertThat(changesIn(BETWEEN, 100)).isZero();
        changesIn(0, 1);
        changesIn(SPEECH, 10);
        assertThat(changesIn(BETWEEN, 90)).isZero();
        assertThat(detector.isTalking()).isTrue();
    }

    @Test
    void soonTakesALoudStreetForWhatItIsAndHearsWhoSpeaksThere() {
        Random random = new Random(5);
        assertThat(street(random, 0, 300)).as("a street, -36 dBov").isEqualTo(2);
        assertThat(detector.isTalking()).isFalse();
        assertThat(street(random, 0, 3000)).isZero();

        for (int sentence = 0; sentence < 20; sentence++) {
            int changes = 0;
            for (int syllable = 0; syllable < 10; syllable++) {
                changes += street(random, 4 * SPEECH, 8) + street(random, 0, 3);
            }
            assertThat(changes).isEqualTo(1);
            assertThat(street(random, 0, 100)).isEqualTo(1);
        }
    }

    @Test
    void aLoudToneIsNoNoise() {
        changesIn(4000 * 4000, 10);
        assertThat(changesIn(4000 * 4000, 3000)).isZero();
        assertThat(detector.isTalking()).isTrue();
    }

    /** How often the answer changes in so many frames of noise, with speech over it. */
    private int street(Random random, long speech, int frames) {
        int changes = 0;
        for (int i = 0; i < frames; i++) {
            double wavering = 1 + 0.15 * random.nextGaussian();
            changes += detector.accept(speech + Math.round(520 * 520 * wavering)) ? 1 : 0;
        }
        return changes;
    }

    @Test
    void bridgesThePausesBetweenWords() {
        changesIn(SPEECH, 10);
        for (int word = 0; word < 20; word++) {
            assertThat(changesIn(0, 25)).isZero();
            assertThat(changesIn(SPEECH, 10)).isZero();
        }
    }

    /** The number of the frame at which the answer changed, 0 if it did not. */
    private int changesIn(long energy, int frames) {
        int changed = 0;
        for (int i = 1; i <= frames; i++) {
            changed = detector.accept(energy) ? i : changed;
        }
        return changed;
    }
}
