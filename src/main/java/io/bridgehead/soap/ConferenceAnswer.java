package io.bridgehead.soap;

import java.util.List;
import java.util.Optional;

/**
 * What the conference service answers to every operation: what is true when the answer is sent.
 *
 * @param operation the operation that is answered, such as {@code createConference}
 * @param conferenceId names the conference in later requests
 * @param version rises with every change; reports with this version or a smaller one are already in this answer
 * @param statusNumber number of the last report that is already in this answer
 * @param state starting, running, ending or ended
 * @param replay whether the MessageID was answered before; nothing was done again then
 * @param locked whether nobody else may join
 * @param moderator the user who is in charge besides the owner
 * @param owner the user who created it
 * @param policy when it ends by itself
 * @param subject what the conference is about
 * @param dialIn present when people can call it themselves
 * @param text one line for people, in English
 * @param end present when it is ending or has ended
 * @param concerned ids of the participants the command made or named
 * @param participantCount how many participants there are, if not all of them are in this answer
 * @param participants the roster, or a part of it
 */
public record ConferenceAnswer(String operation, String conferenceId, long version, long statusNumber, String state,
        boolean replay, boolean locked, Optional<String> moderator, Optional<String> owner, Optional<PolicyParts> policy,
        Optional<String> subject, Optional<ReportedDialIn> dialIn, String text, Optional<ReportedEnd> end,
        List<String> concerned, Optional<Integer> participantCount,
        List<ReportedParticipant> participants) {

    public ConferenceAnswer {
        concerned = List.copyOf(concerned);
        participants = List.copyOf(participants);
    }
}
