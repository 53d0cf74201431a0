package io.bridgehead.sip.dialog;

import java.time.Duration;

/**
 * How long a session lives that neither side refreshes (RFC 4028). A telephone that vanished without a BYE is noticed within
 * that time.
 *
 * @param interval what we ask for, in whole seconds: 2 s to a day; {@link #STANDARD} is what the RFC recommends
 */
public record SessionTimers(Duration interval) {

    /** Half an hour. */
    public static final SessionTimers STANDARD = new SessionTimers(Duration.ofMinutes(30));

    /** RFC 4028 section 5: shorter ones cost more than they help, unless one asks for them oneself. */
    private static final Duration SHORTEST = Duration.ofSeconds(90);

    public SessionTimers {
        if (interval.toSeconds() < 2 || interval.toDays() > 1) {
            throw new IllegalArgumentException("A session is refreshed within 2 s to a day, not " + interval);
        }
    }

    /** The shortest interval that is accepted from others (Min-SE), in seconds. */
    long minimum() {
        return Math.min(SHORTEST.toSeconds(), interval.toSeconds());
    }
}
