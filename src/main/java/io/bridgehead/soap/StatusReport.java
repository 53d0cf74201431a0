package io.bridgehead.soap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One change of a conference, as reported to its users.
 *
 * @param conferenceId the conference
 * @param version whoever has seen a higher one for this participant, or for the conference, ignores this report
 * @param number 1, 2, 3 … over the reports of a conference; a missing number is a missed report
 * @param event what happened, such as {@code participant-state-changed}
 * @param time when it was decided
 * @param subject what the conference is about
 * @param conferenceState starting, running, ending or ended
 * @param locked whether nobody else may join
 * @param moderator the user who is in charge besides the owner
 * @param end present when it is ending or has ended
 * @param participant whom the change is about; empty when it is about the conference
 * @param roster everybody's last state, when it has ended; a large conference's comes in several reports of one number
 * @param text one line for people, in English
 * @param recipients addresses of record of the users who are told
 */
public record StatusReport(String conferenceId, long version, long number, String event, Instant time,
        Optional<String> subject, String conferenceState, boolean locked, Optional<String> moderator,
        Optional<ReportedEnd> end,
        Optional<ReportedParticipant> participant, List<ReportedParticipant> roster, String text, List<String> recipients) {

    public StatusReport {
        roster = List.copyOf(roster);
        recipients = List.copyOf(recipients);
    }

    /** The same report for one recipient, who need not learn of the others. */
    public StatusReport forRecipient(String recipient) {
        return new StatusReport(conferenceId, version, number, event, time, subject, conferenceState, locked, moderator,
                end, participant, roster, text, List.of(recipient));
    }

    /** Whether it says that the conference is over. */
    public boolean isEnd() {
        return conferenceState.equals("ended") && participant.isEmpty();
    }

    /** What it is about: of two reports with the same topic only the newer one is worth reading. */
    public String topic() {
        return conferenceId + part("/");
    }

    private String part(String separator) {
        return roster.isEmpty() ? "" : separator + roster.get(0).id();
    }

    /** The MessageID of this report, the same whenever it is sent. */
    public String messageId() {
        return "urn:bridgehead:status:" + conferenceId + ":" + number + part(":");
    }
}
