package io.bridgehead.conference;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceEvent.CallerAdmitted;
import io.bridgehead.conference.ConferenceEvent.CallerTurnedAway;
import io.bridgehead.conference.ConferenceEvent.ConferenceCreated;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.DialInOpened;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.EndRequested;
import io.bridgehead.conference.ConferenceEvent.HandChanged;
import io.bridgehead.conference.ConferenceEvent.HangUpRequested;
import io.bridgehead.conference.ConferenceEvent.LockChanged;
import io.bridgehead.conference.ConferenceEvent.ModeratorChanged;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;
import io.bridgehead.conference.ConferenceEvent.PolicyChanged;
import io.bridgehead.conference.ConferenceEvent.SteeringRequested;

/**
 * A conference: the fold of its events. The deciding methods return the new events, none if nothing changed, and have folded
 * them in already. Not thread-safe; made anew from the store for each decision.
 */
public final class Conference {

    /** Rows stay for good, so this bounds them: many more than a conference of this size ever sees. */
    private static final int MAX_ROWS_PER_PORT = 10;

    private final ConferencePolicy policy;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private long version;
    private long statusNumber;
    private ConferenceCreated created;
    private ConferencePhase phase = ConferencePhase.STARTING;
    private EndReason endReason;
    private Outcome endOutcome;
    private Cause endCause;
    private Instant endedAt;
    private boolean locked;
    private DialIn dialIn;
    private int turnedAway;
    private String moderator;
    private ConferenceRule ending;
    private Instant aloneSince;
    private Instant lastAt;

    private Conference(ConferencePolicy policy) {
        this.policy = policy;
    }

    /** The conference its events make; with no events, one that is yet to be created. */
    public static Conference replay(List<ConferenceEvent> events, ConferencePolicy policy) {
        Conference conference = new Conference(policy);
        events.forEach(conference::apply);
        return conference;
    }

    /**
     * The first events of a new conference.
     *
     * @param id new conference id
     * @param choice bridge to use
     * @param user becomes the owner
     * @throws ConferenceException if it is refused
     */
    public static List<ConferenceEvent> create(String id, CreateConference command, BridgeChoice choice, String user,
            Instant now, ConferencePolicy policy) {
        Change change = new Change(new Conference(policy), policy, now);
        CommandDecision.create(change, id, command, choice, user);
        return change.settled();
    }

    /**
     * What a command changes.
     *
     * @throws ConferenceException if it is refused
     */
    public List<ConferenceEvent> handle(ConferenceCommand command, String user, Instant now) {
        Change change = new Change(this, policy, now);
        CommandDecision.decide(change, command, user);
        return change.settled();
    }

    /** What an observation of the bridge changes. */
    public List<ConferenceEvent> observe(LegEvent event, Instant now) {
        Change change = new Change(this, policy, now);
        LegDecision.decide(change, event);
        return change.settled();
    }

    /** What it changes to learn which calls the bridge has. */
    List<ConferenceEvent> reconcile(List<LegEvent> alive, Instant asked, Instant now) {
        Change change = new Change(this, policy, now);
        Reconciliation.decide(change, alive, asked);
        return change.settled();
    }

    /** What a caller who knows the PIN changes. */
    public List<ConferenceEvent> arrive(Arrival arrival, Instant now) {
        Change change = new Change(this, policy, now);
        ArrivalDecision.decide(change, arrival);
        return change.settled();
    }

    /** Tells the bridge again whom to let in, because it may have forgotten. */
    public List<ConferenceEvent> openDialInAgain(Instant now) {
        Change change = new Change(this, policy, now);
        if (open() && dialIn != null) {
            change.raise(new DialInOpened(id(), now, dialIn));
        }
        return change.settled();
    }

    /** What the passing of time changes. */
    public List<ConferenceEvent> tick(Instant now) {
        Change change = new Change(this, policy, now);
        TimeDecision.decide(change);
        return change.settled();
    }

    void apply(ConferenceEvent event) {
        version++;
        if (OutboxWriter.told(event)) {
            statusNumber++;
        }
        if (event instanceof ConferenceCreated e) {
            created = e;
            ending = ConferenceRule.of(e.ending());
        } else if (event instanceof ParticipantAdded e) {
            participants.put(e.participantId(), new Participant(e));
        } else if (event instanceof DialRequested e) {
            participants.get(e.participantId()).apply(e);
        } else if (event instanceof DialInOpened e) {
            dialIn = e.dialIn();
        } else if (event instanceof CallerAdmitted e) {
            participants.get(e.participantId()).apply(e);
        } else if (event instanceof CallerTurnedAway) {
            turnedAway++;
        } else if (event instanceof HangUpRequested e) {
            participants.get(e.participantId()).apply(e);
        } else if (event instanceof SteeringRequested e) {
            participants.get(e.participantId()).apply(e);
        } else if (event instanceof LockChanged e) {
            locked = e.locked();
        } else if (event instanceof HandChanged e) {
            participants.get(e.participantId()).apply(e);
        } else if (event instanceof ModeratorChanged e) {
            moderator = e.moderator();
        } else if (event instanceof PolicyChanged e) {
            ending = ConferenceRule.of(e.ending());
        } else if (event instanceof ParticipantStateChanged e) {
            Participant participant = participants.get(e.participantId());
            participant.apply(e);
            if (participant.initiator() && e.state().inCall() && phase == ConferencePhase.STARTING) {
                phase = ConferencePhase.RUNNING;
            }
        } else if (event instanceof EndRequested e) {
            enter(ConferencePhase.ENDING, e.reason(), e.outcome(), e.cause());
        } else if (event instanceof ConferenceEnded e) {
            enter(ConferencePhase.ENDED, e.reason(), e.outcome(), e.cause());
            endedAt = e.at();
        }
        lastAt = event.at();
        aloneSince = !alone() ? null : aloneSince == null ? event.at() : aloneSince;
    }

    /** Whether one person, or nobody, is there and nobody is being called. */
    private boolean alone() {
        return phase == ConferencePhase.RUNNING && participants.values().stream()
                .filter(p -> p.pending() || p.state().calling() || p.state().inCall()).limit(2).count() < 2;
    }

    private void enter(ConferencePhase next, EndReason reason, Outcome outcome, Cause cause) {
        phase = next;
        endReason = reason;
        endOutcome = outcome;
        endCause = cause;
    }

    /** The number of events folded in. */
    public long version() {
        return version;
    }

    /** Whether it has not ended. */
    public boolean active() {
        return phase != ConferencePhase.ENDED;
    }

    /** The user who may change it. */
    public String owner() {
        return created.owner();
    }

    /** The name of the bridge it is held on. */
    public String bridge() {
        return created.bridge();
    }

    /** When {@link #tick} may have something to do, empty if never again. */
    public Optional<Instant> due() {
        if (!active()) {
            return Optional.empty();
        }
        return Stream.concat(participants.values().stream().map(Participant::deadline).filter(Objects::nonNull),
                Endings.due(this)).min(Instant::compareTo);
    }

    /** How it is now. */
    public ConferenceView view() {
        return new ConferenceView(id(), version, statusNumber, created.subject(), created.owner(), moderator, ending,
                created.account(),
                phase, endReason, endOutcome, endCause, created.at(), endedAt, locked,
                participants.values().stream().map(Participant::view).toList(), dialIn);
    }

    /** How a user may see it now. @throws NotAllowedException if not at all */
    public ConferenceView viewFor(String user) {
        if (!Rights.maySee(this, user)) {
            throw NotAllowedException.toSee();
        }
        return Rights.inCharge(this, user) ? view() : view().forMember();
    }

    /** When a sign of activity is worth noting again; the end of time if inactivity does not count. */
    public Instant activityCountsFrom() {
        return ending.inactivity().isZero() ? Instant.MAX : lastAt.plus(ending.grain());
    }

    /** Who is told of what passes. */
    Audience audience() {
        return new Audience(watchers(), participants.values().stream().filter(participant -> participant.state().inCall())
                .map(participant -> new LegId(id(), participant.id(), participant.attempt())).collect(Collectors.toSet()));
    }

    /** The users who may see it, and so are told of every change, the owner first. */
    List<String> watchers() {
        return List.copyOf(Rights.viewers(this));
    }

    String id() {
        return created.conferenceId();
    }

    ConferenceCreated created() {
        return created;
    }

    ConferencePhase phase() {
        return phase;
    }

    /** Whether nothing has begun to end it. */
    boolean open() {
        return phase == ConferencePhase.STARTING || phase == ConferencePhase.RUNNING;
    }

    boolean locked() {
        return locked;
    }

    /** How people call it, null if they cannot. */
    DialIn dialIn() {
        return dialIn;
    }

    /** Callers not let in so far. */
    int turnedAway() {
        return turnedAway;
    }

    /** Whether its account allows one more participant, now and in rows, which stay for good. */
    boolean hasPort() {
        int allowance = created.portAllowance();
        return participants.values().stream().filter(p -> !p.gone()).count() < allowance
                && participants.size() < (long) allowance * MAX_ROWS_PER_PORT;
    }

    /** The user who is in charge besides the owner; null if nobody is. */
    String moderator() {
        return moderator;
    }

    /** When it ends by itself. */
    ConferenceRule ending() {
        return ending;
    }

    /** Since when at most one person has been there; null while more are, or are being called. */
    Instant aloneSince() {
        return aloneSince;
    }

    /** When the last thing happened. */
    Instant lastAt() {
        return lastAt;
    }

    EndReason endReason() {
        return endReason;
    }

    Outcome endOutcome() {
        return endOutcome;
    }

    Cause endCause() {
        return endCause;
    }

    long statusNumber() {
        return statusNumber;
    }

    Collection<Participant> participants() {
        return participants.values();
    }

    Optional<Participant> participant(String participantId) {
        return Optional.ofNullable(participants.get(participantId));
    }

    Participant initiator() {
        return participants.get("p1");
    }
}
