package io.bridgehead.conference;

import java.time.Duration;

/**
 * When a conference ends by itself, and who may add people to it, as data. The rule of a conference has all its parts; in a
 * wish a part that is null is left as it is.
 *
 * @param initiatorLeaves once the initiator was in the call: whether the conference ends when the initiator leaves (Figure
 *        8), or goes on while others are there
 * @param lastLeaves whether it ends when nobody is left, or waits until somebody is called again
 * @param alone how long one person, or nobody, may be in the call; zero: for as long as the conference lasts
 * @param inactivity how long nobody may talk and nothing happen; zero: for as long as the conference lasts
 * @param maxLength how long it may last; null in the rule of a conference that is older than this rule
 * @param adding who may add people
 */
public record ConferenceRule(OnLeaving initiatorLeaves, OnLeaving lastLeaves, Duration alone, Duration inactivity,
        Duration maxLength, Adding adding) {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** Figures 4 to 10, and the rule of conferences from before there was a choice. */
    static final ConferenceRule OF_THE_FIGURES = new ConferenceRule(OnLeaving.END, OnLeaving.END, Duration.ZERO, Duration.ZERO,
            null, Adding.IN_CHARGE);

    /** A stored rule with all its parts, some of which may not have been there when it was stored; null: none of them. */
    static ConferenceRule of(ConferenceRule stored) {
        return stored == null ? OF_THE_FIGURES : stored.over(OF_THE_FIGURES);
    }

    /** This wish, with the parts it leaves open taken from another. */
    ConferenceRule over(ConferenceRule other) {
        return new ConferenceRule(initiatorLeaves == null ? other.initiatorLeaves : initiatorLeaves,
                lastLeaves == null ? other.lastLeaves : lastLeaves, alone == null ? other.alone : alone,
                inactivity == null ? other.inactivity : inactivity, maxLength == null ? other.maxLength : maxLength,
                adding == null ? other.adding : adding);
    }

    /** How exactly activity is noted, so that talking does not fill the store: a quarter of the time, at most a minute. */
    Duration grain() {
        Duration quarter = inactivity.dividedBy(4);
        return quarter.compareTo(A_MINUTE) < 0 ? quarter : A_MINUTE;
    }
}
