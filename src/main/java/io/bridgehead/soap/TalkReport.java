package io.bridgehead.soap;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who in a conference begins or ceases to speak. Of two about the same person the one with the later time holds.
 *
 * @param conferenceId the conference
 * @param talkers those who changed
 * @param recipients addresses of record of the users who are told
 */
public record TalkReport(String conferenceId, List<Talker> talkers, List<String> recipients) {

    /**
     * One person.
     *
     * @param participantId who
     * @param talking whether the person speaks
     * @param since from when on, by the bridge's clock
     */
    public record Talker(String participantId, boolean talking, Instant since) {
    }

    public TalkReport {
        talkers = List.copyOf(talkers);
        recipients = List.copyOf(recipients);
    }

    /** The same report for one recipient, who need not learn of the others. */
    public TalkReport forRecipient(String recipient) {
        return new TalkReport(conferenceId, talkers, List.of(recipient));
    }

    /** One report that says what both say, to the recipients of the newer one. */
    public TalkReport with(TalkReport newer) {
        Map<String, Talker> latest = new LinkedHashMap<>();
        talkers.forEach(talker -> latest.put(talker.participantId(), talker));
        newer.talkers.forEach(talker -> latest.merge(talker.participantId(), talker,
                (one, other) -> other.since().isBefore(one.since()) ? one : other));
        return new TalkReport(conferenceId, List.copyOf(latest.values()), newer.recipients);
    }
}
