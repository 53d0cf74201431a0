package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;

/**
 * A whole conference as of one version.
 *
 * @param version of the last event folded in
 * @param statusNumber of the last status told, see {@link StatusChange#number()}
 * @param account null for the default
 * @param endReason null unless ending or ended
 * @param endOutcome how the initiator's attempt ended, if that is why; otherwise null
 * @param endCause null if there is none
 * @param endedAt null unless ended
 * @param locked whether nobody else may join
 * @param dialIn how people call it, null if they cannot
 */
public record ConferenceView(String conferenceId, long version, long statusNumber, String subject, String owner, String account,
        ConferencePhase phase, EndReason endReason, Outcome endOutcome, Cause endCause, Instant createdAt, Instant endedAt,
        boolean locked,
        List<ParticipantView> participants, DialIn dialIn) {
}
