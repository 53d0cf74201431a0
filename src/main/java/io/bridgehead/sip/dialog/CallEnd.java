package io.bridgehead.sip.dialog;

import java.util.List;

/**
 * Why a call leg is over.
 *
 * @param by who ended it
 * @param answered whether it had been answered before
 * @param status the final status of a call that was not answered (408 also for our own timers), 200 after a normal BYE, 408 or
 *        481 when an answered call broke
 * @param reason the reason phrase belonging to the status
 * @param reasonHeader the Reason header (RFC 3326) of the response, BYE or CANCEL, e.g. {@code Q.850;cause=16}, or null
 * @param contacts the URIs in Contact of a redirection (3xx), else empty
 */
public record CallEnd(By by, boolean answered, int status, String reason, String reasonHeader, List<String> contacts) {

    /** Who ended a call leg. */
    public enum By {
        /** We: hangUp or reject. */
        LOCAL,
        /** The other party: refusal, CANCEL or BYE. */
        REMOTE,
        /** Nobody wanted it: timeouts, unreachable peers. */
        NETWORK
    }

    public CallEnd {
        contacts = List.copyOf(contacts);
    }
}
