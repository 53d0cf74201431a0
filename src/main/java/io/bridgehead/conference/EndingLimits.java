package io.bridgehead.conference;

import java.time.Duration;

/**
 * The operator's word on how conferences end by themselves.
 *
 * @param usual what holds where a user wishes nothing; its length is also the longest one may wish
 * @param longestAlone the longest time alone one may wish; zero: any
 * @param longestInactivity the longest inactivity one may wish; zero: any
 */
public record EndingLimits(EndingPolicy usual, Duration longestAlone, Duration longestInactivity) {

    /** As Figures 4 to 10, for at most this long. */
    public static EndingLimits ofTheFigures(Duration maxLength) {
        return new EndingLimits(new EndingPolicy(null, null, null, null, maxLength, null).over(EndingPolicy.OF_THE_FIGURES),
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
    EndingPolicy apply(EndingPolicy wish, EndingPolicy present) {
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
            throw new InvalidCommandException();
        }
        boolean bound = wish != null && !longest.isZero();
        if (bound && (wish.isZero() || wish.compareTo(longest) > 0)) {
            throw new PolicyNotAllowedException();
        }
    }
}
