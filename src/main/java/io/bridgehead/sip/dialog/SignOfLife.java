package io.bridgehead.sip.dialog;

import java.util.Set;

/** What the answer to a request within a call says about the other party (RFC 5057 section 5.1). */
public enum SignOfLife {
    /** It replies, whatever it says. */
    REPLIES,
    /**
     * The answer is not its own: somebody on the way, or our own stack, says that it cannot be reached now. A telephone that
     * loses its connection may come back.
     */
    UNREACHABLE,
    /** It is not there (408), or knows nothing of the call (481): the call is over. */
    GONE;

    private static final Set<Integer> OF_OTHERS = Set.of(404, 410, 416, 430, 480, 484, 485, 502, 503, 504, 604);

    /** What a final status says. */
    public static SignOfLife of(int status) {
        if (status == 408 || status == 481) {
            return GONE;
        }
        return OF_OTHERS.contains(status) ? UNREACHABLE : REPLIES;
    }
}
