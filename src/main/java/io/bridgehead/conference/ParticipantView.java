package io.bridgehead.conference;

import java.time.Instant;

/**
 * One row of the roster.
 *
 * @param participantId {@code p1} …
 * @param name what people read
 * @param address in its three forms
 * @param initiator whether it is the initiator
 * @param state now
 * @param method null unless disconnected
 * @param outcome null unless disconnected
 * @param cause null if there is none
 * @param attempt 0 if never dialled
 * @param knownBy where the knowledge comes from
 * @param since when the state was entered
 * @param muted whether the person cannot be heard because the owner wants it so, also while on hold or not yet in the call
 */
public record ParticipantView(String participantId, String name, TelephoneAddress address, boolean initiator,
        ParticipantState state,
        DisconnectionMethod method, Outcome outcome, Cause cause, int attempt, KnownBy knownBy, Instant since, boolean muted) {
}
