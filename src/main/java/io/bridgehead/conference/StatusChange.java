package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;

/**
 * One thing people must be told.
 *
 * @param conferenceId conference
 * @param version of the event: whoever has seen a higher one for this participant (or for the conference) ignores this
 * @param number 1, 2, 3 … over the statuses of this conference, without gaps: a missing number is a missed status
 * @param type {@link ConferenceEvent#type()} of what happened
 * @param at when we decided it
 * @param subject of the conference
 * @param phase of the conference after the event
 * @param endReason null unless ending or ended
 * @param endOutcome how the initiator's attempt ended, if that is why; otherwise null
 * @param endCause null if there is none
 * @param locked whether nobody else may join
 * @param moderator the user who is in charge besides the owner; null if nobody is
 * @param participant the row after the event; null if the event is about the whole conference
 * @param roster whose last state is told as well, for whoever missed it; null unless the conference has ended
 * @param recipients users (addresses of record) to tell
 */
public record StatusChange(String conferenceId, long version, long number, String type, Instant at, String subject,
        ConferencePhase phase, EndReason endReason, Outcome endOutcome, Cause endCause, boolean locked, String moderator,
        ParticipantView participant, RosterPart roster, List<String> recipients) implements OutboxPayload {
}
