package io.bridgehead.soap;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the roster as messages carry it.
 *
 * @param id unique in the conference
 * @param name what people read
 * @param address as it was typed; only the owner and the moderator are told
 * @param resolvedAddress what it means: a tel or SIP URI, or the digits of an internal number
 * @param role initiator or participant
 * @param state a word of RFC 4575: pending, dialing-out, alerting, connected, disconnected …
 * @param disconnectionMethod a word of RFC 4575: departed, booted, failed, busy
 * @param outcome how the attempt ended: busy, declined, no-answer, left …
 * @param cause what the network or the bridge said
 * @param attempt how often the telephone has been called
 * @param knownBy bridge, timer or command
 * @param since when the state was entered
 * @param muted not heard because the owner wants it so, also while on hold
 * @param hand wants to speak
 * @param user the address of record of the user who this is
 */
public record ReportedParticipant(String id, Optional<String> name, Optional<String> address,
        Optional<String> resolvedAddress, String role, String state, Optional<String> disconnectionMethod,
        Optional<String> outcome, Optional<ReportedCause> cause,
        int attempt, String knownBy, Instant since, boolean muted, boolean hand, Optional<String> user) {
}
