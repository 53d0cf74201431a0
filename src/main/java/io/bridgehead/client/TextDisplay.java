package io.bridgehead.client;

import java.util.List;

import io.bridgehead.soap.ConferenceSummary;

/** Lines for people. */
final class TextDisplay implements Display {

    private final Screen screen;
    private final RosterText text;
    private String shown = "";

    TextDisplay(Screen screen, RosterText text) {
        this.screen = screen;
        this.text = text;
    }

    @Override
    public void note(String words) {
        screen.show(words);
    }

    @Override
    public void chat(String from, String words) {
        screen.show("Message from " + RosterText.clean(from) + ": " + RosterText.clean(words));
    }

    @Override
    public void told(Reading.Answer answer, Roster roster) {
        screen.show(text.line(answer.conference()));
        show(roster);
    }

    @Override
    public void answered(Command command, Reading.Answer answer) {
        if (!command.operation().equals("getConference") && !answer.words().isBlank()) {
            screen.show(RosterText.clean(answer.words()));
        }
    }

    @Override
    public void underWay(Command command, Reading.Answer answer, Roster roster) {
        if (roster.ended().isEmpty()) {
            screen.show("Conference " + roster.conference() + " is under way");
        }
        answer.dialIn().ifPresent(dialIn -> screen.show(RosterText.dialIn(dialIn)));
        show(roster);
    }

    @Override
    public void changed(StatusUpdate update, Roster roster) {
        if (!(update instanceof StatusUpdate.Snapshot)) {
            screen.show(text.line(update));
        }
        show(roster);
    }

    @Override
    public void talking(Roster roster) {
        // Of somebody who is not shown as in the call yet there is nothing to see.
        if (!text.compact(roster).equals(shown)) {
            show(roster);
        }
    }

    @Override
    public void table(Roster roster) {
        screen.show(text.table(roster));
    }

    @Override
    public void list(List<ConferenceSummary> conferences) {
        screen.show(conferences.isEmpty() ? "No conferences."
                : conferences.stream().map(text::line)
                        .reduce((first, second) -> first + System.lineSeparator() + second).orElseThrow());
    }

    @Override
    public void refused(String what, String operation, Reading.Fault fault) {
        screen.show("Refused " + what + ": " + RosterText.clean(fault.sentence()) + " " + RosterText.clean(fault.whatToDo())
                + " (" + RosterText.clean(fault.code()) + ")");
    }

    @Override
    public void end(Outcome outcome, String conference, String reason, String words) {
        screen.show(words);
    }

    private void show(Roster roster) {
        shown = text.compact(roster);
        screen.show(shown);
    }
}
