package io.bridgehead.conference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.bridgehead.conference.ConferenceEvent.ActivitySeen;
import io.bridgehead.conference.ConferenceEvent.CallerAdmitted;
import io.bridgehead.conference.ConferenceEvent.CallerTurnedAway;
import io.bridgehead.conference.ConferenceEvent.ConferenceCreated;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.DialInOpened;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.HandChanged;
import io.bridgehead.conference.ConferenceEvent.HangUpRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;
import io.bridgehead.conference.ConferenceEvent.SteeringRequested;

/** Turns events into outbox rows: orders for the bridge, statuses for people. */
final class OutboxWriter {

    private static final List<RosterPart> NO_ROSTER = Collections.singletonList(null);

    private OutboxWriter() {
    }

    /**
     * Whether people are told of an event by a status of its own. Not of what a command itself does, for its answer has the
     * whole roster, nor of what the next status says anyway: that dialling, hanging up or muting has begun.
     */
    static boolean told(ConferenceEvent event) {
        return !(event instanceof ConferenceCreated || event instanceof ParticipantAdded || event instanceof DialRequested
                || event instanceof HangUpRequested || event instanceof SteeringRequested || event instanceof ActivitySeen
                || event instanceof DialInOpened || event instanceof CallerAdmitted || event instanceof CallerTurnedAway);
    }

    /**
     * The rows of some events.
     *
     * @param conference as it was before them; folds them in
     */
    static List<OutboxEntry> write(Conference conference, List<ConferenceEvent> events) {
        List<OutboxEntry> rows = new ArrayList<>();
        for (ConferenceEvent event : events) {
            Set<String> viewers = viewers(conference);
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
            } else if (event instanceof DialInOpened opened) {
                rows.add(OutboxEntry.of(BridgeOrder.ofDialIn(BridgeOrder.Kind.ADMIT, conference, null,
                        new DialInOrder(opened.dialIn().pin(), null, null))));
            } else if (event instanceof CallerAdmitted caller) {
                LegId leg = new LegId(conference.id(), caller.participantId(), caller.attempt());
                rows.add(OutboxEntry.of(BridgeOrder.ofDialIn(BridgeOrder.Kind.JOIN, conference, leg,
                        new DialInOrder(null, caller.call(), null))));
            } else if (event instanceof CallerTurnedAway caller) {
                rows.add(OutboxEntry.of(BridgeOrder.ofDialIn(BridgeOrder.Kind.TURN_AWAY, conference, null,
                        new DialInOrder(null, caller.call(), caller.reason()))));
            } else if (event instanceof ConferenceEnded) {
                rows.add(OutboxEntry
                        .of(new BridgeOrder(BridgeOrder.Kind.END, conference.bridge(), conference.id(), null, null, null,
                                null, null, conference.version())));
            }
            if (told(event)) {
                // Whoever may see no more is told why, and then nothing.
                viewers.addAll(viewers(conference));
                List<RosterPart> parts = event instanceof ConferenceEnded ? RosterPart.cut(conference.view().participants())
                        : NO_ROSTER;
                viewers.forEach(viewer -> parts
                        .forEach(part -> rows.add(OutboxEntry.of(status(conference, event, part, viewer)))));
            }
        }
        return rows;
    }

    /** Before its first event a conference has not even an owner. */
    private static Set<String> viewers(Conference conference) {
        return conference.version() == 0 ? new LinkedHashSet<>() : Rights.viewers(conference);
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

    private static StatusChange status(Conference conference, ConferenceEvent event, RosterPart part, String viewer) {
        ParticipantView row = row(conference, event);
        boolean whole = row == null || Rights.inCharge(conference, viewer);
        return new StatusChange(conference.id(), conference.version(), conference.statusNumber(), event.type(), event.at(),
                conference.created().subject(), conference.phase(), conference.endReason(), conference.endOutcome(),
                conference.endCause(), conference.locked(), conference.moderator(), whole ? row : row.forMember(),
                part, List.of(viewer));
    }

    private static ParticipantView row(Conference conference, ConferenceEvent event) {
        if (event instanceof ParticipantStateChanged changed) {
            return conference.participant(changed.participantId()).orElseThrow().view();
        }
        return event instanceof HandChanged changed ? conference.participant(changed.participantId()).orElseThrow().view()
                : null;
    }
}
