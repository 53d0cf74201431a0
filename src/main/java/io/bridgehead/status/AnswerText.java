package io.bridgehead.status;

import java.util.List;

import io.bridgehead.conference.ConferenceView;

/** One line of English for each answer to a command: it is under way, not done. */
public final class AnswerText {

    private AnswerText() {
    }

    /**
     * The line for an answer; without a full stop.
     *
     * @param operation the WSDL's name of what was asked, such as {@code createConference}
     * @param view the conference when the answer is sent
     * @param concerned ids of the participants the command made or named
     */
    public static String of(String operation, ConferenceView view, List<String> concerned) {
        String who = names(view, concerned);
        return switch (operation) {
            case "createConference" -> "Creation of the conference is under way";
            case "addParticipant" -> "Adding " + who + " is under way";
            case "removeParticipant" -> "Removing " + who + " is under way";
            case "dialAgain" -> "Calling " + who + " again is under way";
            case "muteParticipant" -> "Muting " + who + " is under way";
            case "unmuteParticipant" -> who + " will be heard again";
            case "holdParticipant" -> "Putting " + who + " on hold is under way";
            case "resumeParticipant" -> "Bringing " + who + " back from hold is under way";
            case "lockConference" -> "The conference is locked: nobody else may join";
            case "unlockConference" -> "The conference is open again";
            case "raiseHand" -> "The hand is raised";
            case "lowerHand" -> "The hand is lowered";
            case "transferModerator" -> view.moderator() == null ? "The owner alone is in charge"
                    : view.moderator() + " is the moderator now";
            case "setPolicy" -> "The policy of the conference is changed";
            case "endConference" -> "Ending the conference is under way";
            default -> switch (view.phase()) {
                case STARTING -> "The conference is being set up";
                case RUNNING -> "The conference is running";
                case ENDING -> "The conference is ending" + StatusText.because(view.endReason(), view.endOutcome());
                case ENDED -> "The conference has ended" + StatusText.because(view.endReason(), view.endOutcome());
            };
        };
    }

    private static String names(ConferenceView view, List<String> concerned) {
        List<String> names = view.participants().stream().filter(p -> concerned.contains(p.participantId()))
                .map(StatusText::name).toList();
        return names.isEmpty() ? "the participant" : String.join(", ", names);
    }
}
