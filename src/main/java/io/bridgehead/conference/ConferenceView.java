package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;

/**
 * A whole conference as of one version.
 *
 * @param version of the last event folded in
 * @param statusNumber of the last status told, see {@link StatusChange#number()}
 * @param moderator the user who is in charge besides the owner; null if nobody is
 * @param ending when it ends by itself
 * @param account null for the default
 * @param endReason null unless ending or ended
 * @param endOutcome how the initiator's attempt ended, if that is why; otherwise null
 * @param endCause null if there is none
 * @param endedAt null unless ended
 * @param locked whether nobody else may join
 * @param dialIn how people call it, null if they cannot
 */
public record ConferenceView(String conferenceId, long version, long statusNumber, String subject, String owner,
        String moderator, ConferenceRule ending, String account,
        ConferencePhase phase, EndReason endReason, Outcome endOutcome, Cause endCause, Instant createdAt, Instant endedAt,
        boolean locked,
        List<ParticipantView> participants, DialIn dialIn) {

    /** What remains to be told to somebody who is not to see it. */
    ConferenceView withoutPeople() {
        return new ConferenceView(conferenceId, version, statusNumber, subject, owner, moderator, ending, account, phase,
                endReason, endOutcome, endCause, createdAt, endedAt, locked, List.of(), null);
    }

    /** The conference as members see it: without addresses and PIN. */
    ConferenceView forMember() {
        return new ConferenceView(conferenceId, version, statusNumber, subject, owner, moderator, ending, account, phase,
                endReason, endOutcome, endCause, createdAt, endedAt, locked,
                participants.stream().map(ParticipantView::forMember).toList(), null);
    }
}
