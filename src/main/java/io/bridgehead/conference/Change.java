package io.bridgehead.conference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.HangUpRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;
import io.bridgehead.conference.ConferenceEvent.SteeringRequested;

/** A decision in the making: the events raised so far, each folded into the conference at once. */
final class Change {

    private final Conference conference;
    private final ConferencePolicy policy;
    private final Instant now;
    private final List<ConferenceEvent> events = new ArrayList<>();

    Change(Conference conference, ConferencePolicy policy, Instant now) {
        this.conference = conference;
        this.policy = policy;
        this.now = now;
    }

    Conference conference() {
        return conference;
    }

    ConferencePolicy policy() {
        return policy;
    }

    Instant now() {
        return now;
    }

    void raise(ConferenceEvent event) {
        conference.apply(event);
        events.add(event);
    }

    void dial(Participant participant) {
        int attempt = participant.attempt() + 1;
        raise(new DialRequested(conference.id(), now, participant.id(), attempt, now.plus(policy.ringTimeout())));
        enter(participant, ParticipantState.DIALING_OUT, null, null, KnownBy.COMMAND);
    }

    /** Asks the bridge to hang up the current attempt; the leg counts as there until the bridge confirms, or time is up. */
    void hangUp(Participant participant, HangUpReason reason, Cause cause) {
        askToHangUp(participant, participant.attempt(), reason);
        if (!participant.leaving()) {
            enter(participant, ParticipantState.DISCONNECTING, null, cause, KnownBy.COMMAND);
        }
    }

    /** A telephone that has put us on hold stays so, whatever is asked; the bridge tells when it comes back. */
    void steer(Participant participant, Steering steering) {
        boolean heldByTelephone = participant.state() == ParticipantState.ON_HOLD && !participant.heldByUs();
        raise(new SteeringRequested(conference.id(), now, participant.id(), participant.attempt(), steering));
        if (participant.state().inCall() && !heldByTelephone && participant.state() != participant.stateInCall()) {
            enter(participant, participant.stateInCall(), null, null, KnownBy.COMMAND);
        }
    }

    void askToHangUp(Participant participant, int attempt, HangUpReason reason) {
        raise(new HangUpRequested(conference.id(), now, participant.id(), attempt, reason, now.plus(policy.hangUpTimeout())));
    }

    void enter(Participant participant, ParticipantState state, Outcome outcome, Cause cause, KnownBy knownBy) {
        raise(new ParticipantStateChanged(conference.id(), now, participant.id(), participant.attempt(), state, outcome, cause,
                knownBy, null, 0));
    }

    void enter(Participant participant, ParticipantState state, Outcome outcome, LegEvent seen) {
        raise(new ParticipantStateChanged(conference.id(), now, participant.id(), participant.attempt(), state, outcome,
                seen.cause(), KnownBy.BRIDGE, seen.bridgeTime(), seen.sequence()));
    }

    /** All events, those included that follow from the others. */
    List<ConferenceEvent> settled() {
        Settling.settle(this);
        return List.copyOf(events);
    }
}
