package io.bridgehead.media;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(changesIn(BETWEEN, 1000)).isZero();
        changesIn(SPEECH, 10);
        assertThat(changesIn(BETWEEN, 1000)).isZero();
        assertThat(detector.isTalking()).isTrue();
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
