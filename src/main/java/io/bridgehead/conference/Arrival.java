package io.bridgehead.conference;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Somebody has called the bridge and entered the PIN of a conference. May be told more than once.
 *
 * @param call the bridge's own name of the call, 1 to 50 letters, digits, {@code .}, {@code _} and {@code -}
 * @param from the caller's address, at most 512 characters; empty if withheld
 * @param user who of our users calls (address of record), if the bridge knows that for certain; otherwise empty
 * @param bridgeTime the bridge's own time, may be null
 */
public record Arrival(String conferenceId, String call, String from, String user, Instant bridgeTime) {

    private static final Pattern CALL = Pattern.compile("[A-Za-z0-9._-]{1,50}");
    private static final int MAX_FROM = 512;

    public Arrival {
        if (conferenceId == null || call == null || !CALL.matcher(call).matches() || from == null || from.length() > MAX_FROM
                || user == null || user.length() > MAX_FROM) {
            throw new IllegalArgumentException("Not an arrival");
        }
    }

    /** Of somebody who is none of our users, as far as is known. */
    public Arrival(String conferenceId, String call, String from, Instant bridgeTime) {
        this(conferenceId, call, from, "", bridgeTime);
    }

    /** Without the caller's address, which is personal. */
    @Override
    public String toString() {
        return "call " + call + " for " + conferenceId;
    }
}
