package io.bridgehead.conference;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One row of the roster.
 *
 * @param participantId {@code p1} …
 * @param name what people read
 * @param address in its three forms; null for members, who see nobody's
 * @param initiator whether it is the initiator
 * @param state now
 * @param method null unless disconnected
 * @param outcome null unless disconnected
 * @param cause null if there is none
 * @param attempt 0 if never dialled
 * @param knownBy where the knowledge comes from
 * @param since when the state was entered
 * @param muted whether the person cannot be heard because the owner wants it so, also while on hold or not yet in the call
 * @param hand whether the person wants to speak
 * @param user who of our users it is, as an address of record; null if none
 */
public record ParticipantView(String participantId, String name, TelephoneAddress address, boolean initiator,
        ParticipantState state,
        DisconnectionMethod method, Outcome outcome, Cause cause, int attempt, KnownBy knownBy, Instant since, boolean muted,
        boolean hand,
        String user) {

    private static final Pattern NUMBER = Pattern.compile("(?i:tel:)?[^\\p{L}]*[0-9][^\\p{L}]*");

    /** The row as members see it: without address, also where that, or a number in whatever form, stands for the name. */
    ParticipantView forMember() {
        boolean named = !PlainText.of(name).equals(PlainText.of(address.typed())) && !NUMBER.matcher(name).matches();
        String shown = named ? name : user == null ? "Telephone " + participantId : user;
        return new ParticipantView(participantId, shown, null, initiator, state, method, outcome, cause, attempt, knownBy,
                since, muted, hand, user);
    }
}
