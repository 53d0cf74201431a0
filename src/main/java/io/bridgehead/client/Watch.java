package io.bridgehead.client;

import java.util.LinkedHashMap;
import java.util.Map;

import io.bridgehead.soap.TalkReport;

/** Shows what arrives without a command of one's own: chat, and the conferences one is told about. */
final class Watch {

    private static final int MAX_CONFERENCES = 100;

    private final ConferenceMessages messages;
    private final Screen screen;
    private final RosterText text;
    private final Map<String, Roster> rosters = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Roster> eldest) {
            return size() > MAX_CONFERENCES;
        }
    };

    Watch(ConferenceMessages messages, Screen screen, RosterText text) {
        this.messages = messages;
        this.screen = screen;
        this.text = text;
    }

    void received(SipLine.Incoming message) {
        Reading reading = messages.read(message);
        if (reading instanceof Reading.Text chat) {
            screen.show("Message from " + RosterText.clean(chat.from()) + ": " + RosterText.clean(chat.words()));
        } else if (reading instanceof Reading.Status status) {
            show(status.update());
        } else if (reading instanceof Reading.Talking talking) {
            show(talking.report());
        } else if (reading instanceof Reading.Answer answer) {
            show(answer.conference());
        } else if (reading instanceof Reading.Fault fault) {
            screen.show("Refused: " + RosterText.clean(fault.sentence()));
        } else if (reading instanceof Reading.Unreadable unreadable) {
            screen.show("Ignored a message from " + RosterText.clean(unreadable.from()) + ": " + unreadable.reason());
        }
    }

    private void show(TalkReport report) {
        Roster roster = rosters.get(report.conferenceId());
        if (roster != null && roster.apply(report) != Roster.Talk.NOTHING) {
            screen.show(text.compact(roster));
        }
    }

    private void show(StatusUpdate update) {
        Roster roster = rosters.computeIfAbsent(update.conference(), Roster::new);
        if (roster.apply(update) == Roster.Fold.APPLIED) {
            screen.show(text.line(update));
            screen.show(text.compact(roster));
        }
    }
}
