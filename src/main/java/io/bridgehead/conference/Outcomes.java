package io.bridgehead.conference;

/** Reads causes: which outcome a cause means. */
public final class Outcomes {

    private Outcomes() {
    }

    /**
     * @param hangUp why we had asked for a hang-up, null if we had not: our own reason is what the person is told
     * @param answered whether the attempt had been answered
     * @param left whether the bridge says left rather than refused
     * @param cause the bridge's cause, may be null
     */
    static Outcome of(HangUpReason hangUp, boolean answered, boolean left, Cause cause) {
        if (hangUp != null) {
            return ofHangUp(hangUp, answered);
        }
        if (answered) {
            return Outcome.LEFT;
        }
        Outcome told = ofCause(cause);
        // The answer may have been lost on the way: a bridge that says left has seen one.
        return left && told == Outcome.FAILED ? Outcome.LEFT : told;
    }

    static Outcome ofHangUp(HangUpReason reason, boolean answered) {
        return switch (reason) {
            case REMOVED -> answered ? Outcome.REMOVED : Outcome.CANCELLED;
            case LEAVING -> answered ? Outcome.LEFT : Outcome.CANCELLED;
            case NO_ANSWER -> Outcome.NO_ANSWER;
            case CONFERENCE_ENDED, OVER_ALREADY -> Outcome.CONFERENCE_ENDED;
        };
    }

    /** What a cause means for an attempt that nobody has answered; {@code null}: failed. */
    public static Outcome ofCause(Cause cause) {
        if (cause == null) {
            return Outcome.FAILED;
        }
        return switch (cause.source()) {
            case SIP -> ofSip(cause.code());
            case Q850 -> ofQ850(cause.code());
            case TIMER -> Outcome.NO_ANSWER;
            case USER -> Outcome.DECLINED;
            case BRIDGE -> Outcome.FAILED;
        };
    }

    private static Outcome ofSip(int status) {
        return switch (status) {
            case 486, 600 -> Outcome.BUSY;
            // RFC 8197 and RFC 8688: refused by the person, or on the person's behalf.
            case 603, 607, 608 -> Outcome.DECLINED;
            case 408, 480, 487 -> Outcome.NO_ANSWER;
            case 404, 410, 416, 484, 604 -> Outcome.NOT_FOUND;
            // RFC 5626: the telephone's connection was gone.
            case 430 -> Outcome.UNREACHABLE;
            default -> status >= 500 && status <= 599 ? Outcome.UNREACHABLE : Outcome.FAILED;
        };
    }

    /** As RFC 3398, section 8.2.6.1 pairs causes with statuses. */
    private static Outcome ofQ850(int code) {
        return switch (code) {
            case 17 -> Outcome.BUSY;
            case 21 -> Outcome.DECLINED;
            case 18, 19, 20 -> Outcome.NO_ANSWER;
            case 1, 2, 3, 22, 28 -> Outcome.NOT_FOUND;
            case 27, 34, 38, 41, 42, 44, 47 -> Outcome.UNREACHABLE;
            default -> Outcome.FAILED;
        };
    }
}
