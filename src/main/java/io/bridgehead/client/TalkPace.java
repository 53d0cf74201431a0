package io.bridgehead.client;

import java.time.Duration;
import java.time.Instant;

/** When a roster is shown only because others speak now: whoever begins at once, whoever ceases with that or a little later. */
final class TalkPace {

    /** People who talk to each other would fill the screen otherwise. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private boolean begun;
    private boolean ceased;
    private Instant shownAt = Instant.MIN;

    void heard(Roster.Talk news) {
        begun |= news == Roster.Talk.BEGUN;
        ceased |= news == Roster.Talk.CEASED;
    }

    boolean isDue(Instant now) {
        return begun || ceased && !now.isBefore(shownAt.plus(PAUSE));
    }

    /** The roster was shown, for whatever reason. */
    void shown(Instant now) {
        begun = false;
        ceased = false;
        shownAt = now;
    }
}
