package io.bridgehead.conference;

import java.time.Duration;

/**
 * The limits conferences are held to.
 *
 * @param ringTimeout how long a telephone may ring; default 60 s
 * @param hangUpTimeout how long we wait for the bridge to confirm a hang-up; default 15 s. Ending takes at most twice that
 * @param ending when conferences end by themselves; default: as in the figures, after 12 h at the latest
 * @param dialPlan what may be called
 * @param users our users
 */
public record ConferencePolicy(Duration ringTimeout, Duration hangUpTimeout, RuleLimits ending, DialPlan dialPlan,
        Users users) {

    /** Participants an account may have in a call unless configured otherwise. */
    public static final int DEFAULT_PORT_ALLOWANCE = 50;

    /** The default limits. */
    public static ConferencePolicy defaults() {
        return new ConferencePolicy(Duration.ofSeconds(60), Duration.ofSeconds(15),
                RuleLimits.ofTheFigures(Duration.ofHours(12)), DialPlan.open(), Users.none());
    }
}
