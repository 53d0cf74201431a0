package io.bridgehead.client;

import java.util.LinkedHashMap;
import java.util.Map;

import io.bridgehead.soap.TalkReport;

/** Shows what arrives without a command of one's own: chat, and the conferences one is told about. */
final class Watch {

    private static final int MAX_CONFERENCES = 100;

    private final ConferenceMessages messages;
    private final Display display;
    private final Map<String, Roster> rosters = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Roster> eldest) {
            return size() > MAX_CONFERENCES;
        }
    };

    Watch(ConferenceMessages messages, Display display) {
        this.messages = messages;
        this.display = display;
    }

    void received(SipLine.Incoming message) {
        Reading reading = messages.read(message);
        if (reading instanceof Reading.Text chat) {
            display.chat(chat.from(), chat.words());
        } else if (reading instanceof Reading.Status status) {
            status(status.update());
        } else if (reading instanceof Reading.Talking talking) {
            talking(talking.report());
        } else if (reading instanceof Reading.Answer answer) {
            answered(answer);
        } else if (reading instanceof Reading.Fault fault) {
            display.refused("what another program of yours asked for", "", fault);
        } else if (reading instanceof Reading.Unreadable unreadable) {
            display.note("Ignored a message from " + RosterText.clean(unreadable.from()) + ": " + unreadable.reason());
        }
    }

    private void talking(TalkReport report) {
        Roster roster = rosters.get(report.conferenceId());
        if (roster != null && roster.apply(report) != Roster.Talk.NOTHING) {
            display.talking(roster);
        }
    }

    private void status(StatusUpdate update) {
        Roster roster = rosters.computeIfAbsent(update.conference(), Roster::new);
        if (roster.apply(update) == Roster.Fold.APPLIED) {
            display.changed(update, roster);
        }
    }

    private void answered(Reading.Answer answer) {
        Roster roster = rosters.computeIfAbsent(answer.conference().conference(), Roster::new);
        if (roster.apply(answer.conference()) == Roster.Fold.APPLIED) {
            display.told(answer, roster);
        }
    }
}
