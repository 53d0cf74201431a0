package io.bridgehead.conference;

import java.time.Duration;
import java.time.Instant;

import io.bridgehead.conference.ConferenceEvent.CallerAdmitted;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.HandChanged;
import io.bridgehead.conference.ConferenceEvent.HangUpRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;
import io.bridgehead.conference.ConferenceEvent.SteeringRequested;

/** One row of the roster: the fold of the events about it. It never goes away. */
final class Participant {

    private final ParticipantAdded added;
    private ParticipantState state = ParticipantState.PENDING;
    private int attempt;
    private boolean answered;
    private Outcome outcome;
    private Cause cause;
    private KnownBy knownBy = KnownBy.COMMAND;
    private Instant since;
    private Instant ringUntil;
    private Duration ringsFor = Duration.ZERO;
    private Instant giveUpAt;
    private HangUpReason hangUp;
    private int hangUps;
    private boolean muted;
    private boolean heldByUs;
    private boolean hand;
    private long sequence;
    private String call;

    Participant(ParticipantAdded added) {
        this.added = added;
        this.since = added.at();
    }

    void apply(DialRequested event) {
        attempt = event.attempt();
        ringUntil = event.ringUntil();
        ringsFor = Duration.between(event.at(), event.ringUntil());
        answered = false;
        giveUpAt = null;
        hangUp = null;
        hangUps = 0;
        muted = false;
        heldByUs = false;
        hand = false;
        sequence = 0;
    }

    void apply(CallerAdmitted event) {
        attempt = event.attempt();
        ringUntil = event.joinUntil();
        call = event.call();
    }

    void apply(SteeringRequested event) {
        switch (event.steering()) {
            case MUTE -> muted = true;
            case UNMUTE -> muted = false;
            case HOLD -> heldByUs = true;
            case RESUME -> heldByUs = false;
        }
    }

    void apply(HandChanged event) {
        hand = event.raised();
    }

    void apply(HangUpRequested event) {
        hangUps++;
        // The first reason stands: ending a conference does not turn "no answer" into something else.
        if (event.attempt() == attempt && hangUp == null && event.reason() != HangUpReason.OVER_ALREADY) {
            hangUp = event.reason();
            giveUpAt = event.giveUpAt();
        }
    }

    void apply(ParticipantStateChanged event) {
        state = event.state();
        outcome = event.outcome();
        cause = event.cause();
        knownBy = event.knownBy();
        since = event.at();
        sequence = Math.max(sequence, event.sequence());
        answered |= state.inCall();
        if (state == ParticipantState.ALERTING) {
            // Where many are called, a telephone may have waited for its turn on a trunk.
            ringUntil = since.plus(ringsFor);
        }
        hand &= !gone();
    }

    String id() {
        return added.participantId();
    }

    /** When it came into its present state. */
    Instant since() {
        return since;
    }

    boolean initiator() {
        return added.initiator();
    }

    /** Who of our users this is; null if none. */
    String user() {
        return added.user();
    }

    /** Whether somebody in charge took this participant out, and it is over: what happens now is no longer this person's. */
    boolean takenOut() {
        return gone() && (outcome == Outcome.REMOVED || hangUp == HangUpReason.REMOVED);
    }

    /** Whether the participant wants to speak. */
    boolean hand() {
        return hand;
    }

    String name() {
        return added.name();
    }

    TelephoneAddress address() {
        return added.address();
    }

    ParticipantState state() {
        return state;
    }

    boolean pending() {
        return state == ParticipantState.PENDING;
    }

    boolean gone() {
        return state == ParticipantState.DISCONNECTED;
    }

    boolean leaving() {
        return state == ParticipantState.DISCONNECTING;
    }

    int attempt() {
        return attempt;
    }

    boolean answered() {
        return answered;
    }

    Outcome outcome() {
        return outcome;
    }

    Cause cause() {
        return cause;
    }

    KnownBy knownBy() {
        return knownBy;
    }

    /** The bridge's own name of the call by which the person came, null if we called. */
    String call() {
        return call;
    }

    /** Why we asked for a hang-up of this attempt, null if we have not. */
    HangUpReason hangUp() {
        return hangUp;
    }

    /** How often a hang-up was asked for since the last dialling. */
    int hangUps() {
        return hangUps;
    }

    boolean muted() {
        return muted;
    }

    /** Whether we have put the call on hold, not the telephone itself. */
    boolean heldByUs() {
        return heldByUs;
    }

    /** The state of a call that is up and that the telephone has not put on hold. */
    ParticipantState stateInCall() {
        if (heldByUs) {
            return ParticipantState.ON_HOLD;
        }
        return muted ? ParticipantState.MUTED_VIA_FOCUS : ParticipantState.CONNECTED;
    }

    /** Whether a bridge's event is newer than all heard so far, as far as the bridge counts. */
    boolean newer(long eventSequence) {
        return eventSequence == 0 || eventSequence > sequence;
    }

    /** When something must be done if nothing is heard; null if there is nothing to wait for. */
    Instant deadline() {
        if (state.calling()) {
            return ringUntil;
        }
        return leaving() ? giveUpAt : null;
    }

    ParticipantView view() {
        return new ParticipantView(id(), name(), address(), initiator(), state, outcome == null ? null : outcome.method(),
                outcome, cause, attempt, knownBy, since, muted, hand, user());
    }
}
