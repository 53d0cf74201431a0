package io.bridgehead.media;

import java.time.Duration;

/**
 * What a telephone's audio says about its owner. Called on the mixing thread: an implementation must return at once and not
 * block.
 */
public interface LegListener {

    /** The person began ({@code true}) or stopped speaking. */
    default void talking(boolean now) {
    }

    /** A key was pressed: 0-9, *, #, A-D. */
    default void key(char key) {
    }

    /**
     * Nothing was received for that long though the telephone should send; called again each time the configured span has
     * passed once more. A telephone that has said good-bye by RTCP is reported after a second.
     */
    default void silent(Duration since) {
    }

    /** The leg could not be mixed because of a fault of ours and was closed. */
    default void failed() {
    }
}
