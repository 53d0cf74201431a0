package io.bridgehead.conference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;

/**
 * {@link ConferenceService} on a repository. Conferences are changed under optimistic locking, so that any process can change
 * any of them; the locks here only spare this process most of the conflicts with itself.
 */
public class DefaultConferenceService implements ConferenceService {

    private static final Logger LOG = Logger.getLogger(DefaultConferenceService.class);
    private static final int MAX_TRIES = 20;
    private static final int MAX_MESSAGE_ID = 255;
    private static final int LOCKS = 64;
    /** The rule of a conference may be changed by another process: so soon its activity is looked at again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final ConferenceRepository repository;
    private final BridgeSelection bridges;
    private final ConferencePolicy policy;
    private final ActivityGate activities = new ActivityGate();
    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    public DefaultConferenceService(ConferenceRepository repository, BridgeSelection bridges, ConferencePolicy policy) {
        this.repository = repository;
        this.bridges = bridges;
        this.policy = policy;
    }

    @Override
    public CommandAnswer execute(ConferenceCommand command, String messageId, String user, Instant now) {
        if (messageId == null || messageId.isBlank() || messageId.length() > MAX_MESSAGE_ID || user == null) {
            throw new InvalidCommandException("The MessageID is empty or longer than " + MAX_MESSAGE_ID + " characters.",
                    "Send the command with another MessageID.");
        }
        return exclusively(conferenceOf(command).orElse(messageId), () -> {
            Optional<AnsweredCommand> earlier = repository.answered(messageId, user);
            return earlier.map(first -> replay(first, command)).orElseGet(() -> decide(command, messageId, user, now));
        });
    }

    private static CommandAnswer replay(AnsweredCommand earlier, ConferenceCommand command) {
        if (earlier.digest() != null && !earlier.digest().equals(CommandDigest.of(command))) {
            throw new MessageIdReusedException();
        }
        return earlier.answer().asReplay();
    }

    @Override
    public void observe(LegEvent event, Instant now) {
        boolean activity = event.kind() == LegEvent.Kind.ACTIVE;
        if (activity && !activities.open(event.conferenceId(), now)) {
            return;
        }
        change(event.conferenceId(), conference -> {
            List<ConferenceEvent> events = conference.observe(event, now);
            if (activity) {
                Instant counts = conference.activityCountsFrom();
                Instant later = now.plus(LOOK_AGAIN);
                activities.closeUntil(event.conferenceId(), counts.isBefore(later) ? counts : later);
            }
            return events;
        });
    }

    @Override
    public void arrived(Arrival arrival, Instant now) {
        change(arrival.conferenceId(), conference -> conference.arrive(arrival, now));
    }

    @Override
    public void tick(Instant now) {
        changeEach(repository.due(now), conference -> conference.tick(now));
    }

    @Override
    public void bridgeUnavailable(String bridge, Cause cause, Instant now) {
        changeEach(repository.active(), conference -> conference.bridge().equals(bridge)
                ? conference.observe(LegEvent.unavailable(conference.id(), cause, null), now)
                : List.of());
    }

    @Override
    public List<ActiveConference> active() {
        return readable(repository.active())
                .map(conference -> new ActiveConference(conference.id(), conference.bridge())).toList();
    }

    @Override
    public void bridgeRestarted(String bridge, Instant now) {
        changeEach(repository.active(),
                conference -> conference.bridge().equals(bridge) ? conference.openDialInAgain(now) : List.of());
    }

    @Override
    public void reconcile(String conferenceId, List<LegEvent> alive, Instant asked, Instant now) {
        change(conferenceId, conference -> conference.reconcile(alive, asked, now));
    }

    @Override
    public boolean isToBeDialled(LegId leg) {
        return repository.load(leg.conferenceId()).map(stored -> fold(stored).view()).stream()
                .flatMap(view -> view.participants().stream())
                .anyMatch(participant -> participant.participantId().equals(leg.participantId())
                        && participant.attempt() == leg.attempt() && participant.state() == ParticipantState.DIALING_OUT);
    }

    @Override
    public Optional<String> bridgeOf(String conferenceId) {
        return repository.load(conferenceId).map(stored -> fold(stored).bridge());
    }

    @Override
    public Optional<Instant> endedAt(String conferenceId) {
        return repository.load(conferenceId).map(stored -> fold(stored).view().endedAt());
    }

    @Override
    public ConferenceView view(String conferenceId, String user) {
        return fold(load(conferenceId)).viewFor(user);
    }

    @Override
    public ConferenceView outline(String conferenceId) {
        return fold(load(conferenceId)).view().withoutPeople();
    }

    @Override
    public Audience audience(String conferenceId) {
        return repository.load(conferenceId).map(stored -> fold(stored).audience()).orElse(Audience.NOBODY);
    }

    @Override
    public List<ConferenceView> conferencesOf(String user, boolean activeOnly, int limit) {
        return readable(repository.visibleTo(user, activeOnly, limit))
                .filter(conference -> Rights.maySee(conference, user)).map(conference -> conference.viewFor(user)).toList();
    }

    /** One conference that cannot be read must not keep the others from what is asked about them all. */
    private Stream<Conference> readable(List<String> ids) {
        return ids.stream().flatMap(id -> {
            try {
                return repository.load(id).map(this::fold).stream();
            } catch (UnreadableConferenceException e) {
                LOG.warnf("%s; it is left out", e.getMessage());
                return Stream.empty();
            }
        });
    }

    private void change(String id, Function<Conference, List<ConferenceEvent>> decision) {
        exclusively(id, () -> {
            repository.load(id).ifPresent(stored -> write(stored, decision.apply(fold(stored)), null));
            return null;
        });
    }

    private void changeEach(List<String> ids, Function<Conference, List<ConferenceEvent>> decision) {
        for (String id : ids) {
            try {
                change(id, decision);
            } catch (RuntimeException e) {
                // One conference that cannot be changed must not keep the others from theirs.
                LOG.warnf(e, "Conference %s could not be changed", id);
            }
        }
    }

    private CommandAnswer decide(ConferenceCommand command, String messageId, String user, Instant now) {
        if (command instanceof CreateConference create) {
            BridgeChoice choice = bridges.choose(user, create.account());
            requireBridge(choice.bridge());
            String id = ConferenceIds.next();
            List<ConferenceEvent> events = Conference.create(id, create, choice, user, now, policy);
            return answer(new StoredConference(id, List.of()), events, command, messageId, user);
        }
        StoredConference stored = load(conferenceOf(command).orElseThrow(UnknownConferenceException::new));
        Conference conference = fold(stored);
        List<ConferenceEvent> events = conference.handle(command, user, now);
        if (command instanceof AddParticipant || command instanceof DialAgain) {
            requireBridge(conference.bridge());
        }
        return answer(stored, events, command, messageId, user);
    }

    private CommandAnswer answer(StoredConference stored, List<ConferenceEvent> events, ConferenceCommand command,
            String messageId, String user) {
        CommandAnswer answer = new CommandAnswer(stored.conferenceId(), stored.events().size() + events.size(),
                named(command, events), false);
        write(stored, events, new AnsweredCommand(messageId, user, answer, CommandDigest.of(command)));
        return answer;
    }

    private void write(StoredConference stored, List<ConferenceEvent> events, AnsweredCommand answered) {
        if (events.isEmpty() && answered == null) {
            return;
        }
        Conference conference = fold(stored);
        Set<String> viewersBefore = stored.events().isEmpty() ? Set.of() : Rights.viewers(conference);
        List<OutboxEntry> outbox = OutboxWriter.write(conference, events);
        Set<String> viewers = Rights.viewers(conference);
        repository.append(new ConferenceAppend(stored.conferenceId(), stored.events().size(), events, outbox, answered,
                conference.owner(), viewers.equals(viewersBefore) ? null : viewers, conference.active(),
                conference.due().orElse(null), Optional.ofNullable(conference.dialIn()).map(DialIn::pin).orElse(null)));
    }

    private static List<String> named(ConferenceCommand command, List<ConferenceEvent> events) {
        if (command instanceof RemoveParticipant c) {
            return List.of(c.participantId());
        }
        if (command instanceof DialAgain c) {
            return List.of(c.participantId());
        }
        if (command instanceof SteerParticipant c) {
            return List.of(c.participantId());
        }
        if (command instanceof ChangeHand c && c.participantId() != null) {
            return List.of(c.participantId());
        }
        return events.stream().filter(ConferenceEvent.ParticipantAdded.class::isInstance)
                .map(e -> ((ConferenceEvent.ParticipantAdded) e).participantId()).toList();
    }

    private static Optional<String> conferenceOf(ConferenceCommand command) {
        return Optional.ofNullable(command.conferenceId());
    }

    private StoredConference load(String conferenceId) {
        return Optional.ofNullable(conferenceId).flatMap(repository::load).orElseThrow(UnknownConferenceException::new);
    }

    private Conference fold(StoredConference stored) {
        return Conference.replay(stored.events(), policy);
    }

    private void requireBridge(String bridge) {
        if (!bridges.available(bridge)) {
            throw new BridgeUnavailableException();
        }
    }

    private <T> T exclusively(String key, Supplier<T> decision) {
        ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
        lock.lock();
        try {
            for (int tries = 1; tries < MAX_TRIES; tries++) {
                try {
                    return decision.get();
                } catch (ConcurrentChangeException e) {
                    LOG.debugf("Conference changed meanwhile, deciding anew (%d)", tries);
                }
            }
            return decision.get();
        } catch (ConcurrentChangeException e) {
            throw new ConferenceBusyException();
        } finally {
            lock.unlock();
        }
    }
}
