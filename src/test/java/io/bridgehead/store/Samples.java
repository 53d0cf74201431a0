package io.bridgehead.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.bridgehead.conference.Adding;
import io.bridgehead.conference.AnsweredCommand;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferenceAppend;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.ConferencePhase;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.DialIn;
import io.bridgehead.conference.DisconnectionMethod;
import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.RosterPart;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.Steering;
import io.bridgehead.conference.TelephoneAddress;
import io.bridgehead.conference.TurnAwayReason;

/** Conferences for tests, with every kind of event and with text that databases dislike. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123456Z");
    private static final TelephoneAddress ADDRESS = new TelephoneAddress("0211 \0\u20ac\ud83d\ude00", "tel:+49211", "+49211");
    private static final ConferenceRule ENDING = new ConferenceRule(OnLeaving.GO_ON, OnLeaving.END, Duration.ZERO,
            Duration.ofMinutes(5), Duration.ofHours(1), Adding.PARTICIPANTS);

    private Samples() {
    }

    static List<ConferenceEvent> events(String id) {
        return List.of(
                new ConferenceEvent.ConferenceCreated(id, NOW, "Budget \"\\\n", "alice@example.com", null, "embedded",
                        StartPolicy.INITIATOR_FIRST, 10, NOW.plusSeconds(3600), ENDING),
                new ConferenceEvent.DialInOpened(id, NOW, new DialIn("+49211", "sip:bridge@example.com", "48291337")),
                new ConferenceEvent.CallerAdmitted(id, NOW, "p2", 1, "call-1", NOW.plusSeconds(15)),
                new ConferenceEvent.CallerTurnedAway(id, NOW, "call-2", TurnAwayReason.LOCKED),
                new ConferenceEvent.ParticipantAdded(id, NOW, "p1", "Alice", ADDRESS, true, "alice@example.com"),
                new ConferenceEvent.DialRequested(id, NOW, "p1", 1, NOW.plusSeconds(60)),
                new ConferenceEvent.ParticipantStateChanged(id, NOW, "p1", 1, ParticipantState.DISCONNECTED, Outcome.BUSY,
                        Cause.sip(486, "Busy Here"), KnownBy.BRIDGE, NOW.minusSeconds(1), 7),
                new ConferenceEvent.HangUpRequested(id, NOW, "p1", 1, HangUpReason.NO_ANSWER, NOW.plusSeconds(5)),
                new ConferenceEvent.SteeringRequested(id, NOW, "p1", 1, Steering.MUTE),
                new ConferenceEvent.LockChanged(id, NOW, true),
                new ConferenceEvent.HandChanged(id, NOW, "p1", true),
                new ConferenceEvent.ModeratorChanged(id, NOW, "bob@example.com"),
                new ConferenceEvent.PolicyChanged(id, NOW, ENDING),
                new ConferenceEvent.ActivitySeen(id, NOW),
                new ConferenceEvent.EndRequested(id, NOW, EndReason.INITIATOR_NOT_REACHED, Outcome.BUSY,
                        Cause.q850(17, "User busy")),
                new ConferenceEvent.ConferenceEnded(id, NOW, EndReason.OWNER_ENDED, null, null));
    }

    static ConferenceAppend append(String id, long version, List<ConferenceEvent> events) {
        return append(id, version, events, List.of(), null);
    }

    static ConferenceAppend append(String id, long version, List<ConferenceEvent> events, List<OutboxEntry> outbox,
            AnsweredCommand answered) {
        return new ConferenceAppend(id, version, events, outbox, answered, "alice@example.com",
                version == 0 ? Set.of("alice@example.com") : null, true, null);
    }

    static OutboxEntry dial(String id, String participant) {
        return dialOn("embedded", id, participant);
    }

    static OutboxEntry dialOn(String bridge, String id, String participant) {
        return new OutboxEntry(OutboxEntry.Topic.BRIDGE, id, 1, new BridgeOrder(BridgeOrder.Kind.DIAL, bridge, id,
                new LegId(id, participant, 1), "tel:+49211", "Alice", "Budget", null, 1));
    }

    static OutboxEntry status(String id, long number) {
        return new OutboxEntry(OutboxEntry.Topic.STATUS, id, 1,
                new StatusChange(id, 1, number, "participant-state-changed", NOW, "Budget", ConferencePhase.RUNNING,
                        EndReason.TOO_LONG, null, null, true, "bob@example.com",
                        new ParticipantView("p1", "Alice", ADDRESS, true, ParticipantState.DISCONNECTED,
                                DisconnectionMethod.BUSY, Outcome.BUSY, Cause.sip(486, ""), 1, KnownBy.BRIDGE, NOW, true, true,
                                "alice@example.com"),
                        new RosterPart(0, 1), List.of("alice@example.com")));
    }
}
