package io.bridgehead.conference;

import java.util.ArrayList;
import java.util.List;

import io.bridgehead.conference.ConferenceEvent.ConferenceCreated;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.HangUpRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;
import io.bridgehead.conference.ConferenceEvent.SteeringRequested;

/** Turns events into outbox rows: orders for the bridge, statuses for people. */
final class OutboxWriter {

    private OutboxWriter() {
    }

    /**
     * Whether people are told of an event by a status of its own. Not of what a command itself does, for its answer has the
     * whole roster, nor of what the next status says anyway: that dialling, hanging up or muting has begun.
     */
    static boolean told(ConferenceEvent event) {
        return !(event instanceof ConferenceCreated || event instanceof ParticipantAdded || event instanceof DialRequested
                || event instanceof HangUpRequested || event instanceof SteeringRequested);
    }

    /**
     * The rows of some events.
     *
     * @param conference as it was before them; folds them in
     */
    static List<OutboxEntry> write(Conference conference, List<ConferenceEvent> events) {
        List<OutboxEntry> rows = new ArrayList<>();
        for (ConferenceEvent event : events) {
            conference.apply(event);
            if (event instanceof DialRequested dial) {
                rows.add(OutboxEntry.of(dial(conference, dial)));
            } else if (event instanceof HangUpRequested hangUp) {
                LegId leg = new LegId(conference.id(), hangUp.participantId(), hangUp.attempt());
                rows.add(OutboxEntry
                        .of(new BridgeOrder(BridgeOrder.Kind.HANG_UP, conference.bridge(), conference.id(), leg, null,
                                null, null, hangUp.reason(), conference.version())));
            } else if (event instanceof SteeringRequested steering) {
                rows.add(OutboxEntry.of(steer(conference, steering)));
            } else if (event instanceof ConferenceEnded) {
                rows.add(OutboxEntry
                        .of(new BridgeOrder(BridgeOrder.Kind.END, conference.bridge(), conference.id(), null, null, null,
                                null, null, conference.version())));
            }
            if (told(event)) {
                rows.add(OutboxEntry.of(status(conference, event)));
            }
        }
        return rows;
    }

    private static BridgeOrder dial(Conference conference, DialRequested dial) {
        Participant participant = conference.participant(dial.participantId()).orElseThrow();
        LegId leg = new LegId(conference.id(), dial.participantId(), dial.attempt());
        return new BridgeOrder(BridgeOrder.Kind.DIAL, conference.bridge(), conference.id(), leg,
                participant.address().dialled(), participant.name(), conference.created().subject(), null,
                conference.version());
    }

    private static BridgeOrder steer(Conference conference, SteeringRequested request) {
        LegId leg = new LegId(conference.id(), request.participantId(), request.attempt());
        return new BridgeOrder(BridgeOrder.Kind.valueOf(request.steering().name()), conference.bridge(), conference.id(), leg,
                null, null, null, null, conference.version());
    }

    private static StatusChange status(Conference conference, ConferenceEvent event) {
        return new StatusChange(conference.id(), conference.version(), conference.statusNumber(), event.type(), event.at(),
                conference.created().subject(), conference.phase(), conference.endReason(), conference.endOutcome(),
                conference.endCause(), conference.locked(), row(conference, event), conference.watchers());
    }

    private static ParticipantView row(Conference conference, ConferenceEvent event) {
        return event instanceof ParticipantStateChanged changed
                ? conference.participant(changed.participantId()).orElseThrow().view()
                : null;
    }
}
