package io.bridgehead.conference;

import java.util.List;

/**
 * The answer to an accepted command: it is under way (410), not done.
 *
 * @param conferenceId conference
 * @param version after the command
 * @param participantIds the participants the command made or named, in the order asked
 * @param replay whether this repeats the answer to an earlier message with the same id
 */
public record CommandAnswer(String conferenceId, long version, List<String> participantIds, boolean replay) {

    CommandAnswer asReplay() {
        return new CommandAnswer(conferenceId, version, participantIds, true);
    }
}
