package io.bridgehead.conference;

import java.time.Duration;

/**
 * The operator's word on how conferences end by themselves and who may add people.
 *
 * @param usual what holds where a user wishes nothing; its length is also the longest one may wish
 * @param longestAlone the longest time alone one may wish; zero: any
 * @param longestInactivity the longest inactivity one may wish; zero: any
 */
public record RuleLimits(ConferenceRule usual, Duration longestAlone, Duration longestInactivity) {

    /** As Figures 4 to 10, for at most this long. */
    public static RuleLimits ofTheFigures(Duration maxLength) {
        return new RuleLimits(new ConferenceRule(null, null, null, null, maxLength, null).over(ConferenceRule.OF_THE_FIGURES),
                Duration.ZERO, Duration.ZERO);
    }

    /**
     * The rule that a wish makes.
     *
     * @param wish null: none
     * @param present the rule until now
     * @throws InvalidCommandException if a time is negative
     * @throws PolicyNotAllowedException if it goes beyond what the operator allows
     */
    ConferenceRule apply(ConferenceRule wish, ConferenceRule present) {
        if (wish == null) {
            return present;
        }
        check(wish.alone(), longestAlone);
        check(wish.inactivity(), longestInactivity);
        check(wish.maxLength(), usual.maxLength());
        return wish.over(present);
    }

    private static void check(Duration wish, Duration longest) {
        if (wish != null && wish.isNegative()) {
            throw new InvalidCommandException("A time of the policy is negative.",
                    "Say how long, or 0 for: it does not matter.");
        }
        boolean bound = wish != null && !longest.isZero();
        if (bound && (wish.isZero() || wish.compareTo(longest) > 0)) {
            throw new PolicyNotAllowedException();
        }
    }
}
