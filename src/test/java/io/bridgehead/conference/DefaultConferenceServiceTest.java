package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.test.Feature;

class DefaultConferenceServiceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final InMemoryConferenceRepository repository = new InMemoryConferenceRepository();
    private final OneBridge bridge = new OneBridge();
    private final ConferenceService service = service();

    @Test
    void answersUnderWayWithTheParticipantsInTheOrderAsked() {
        CommandAnswer answer = create("m1");

        assertThat(answer.participantIds()).containsExactly("p1", "p2", "p3");
        assertThat(answer.replay()).isFalse();
        assertThat(answer.version()).isEqualTo(repository.load(answer.conferenceId()).orElseThrow().events().size());
    }

    @Test
    void aRepeatedMessageGetsTheFirstAnswerAndDialsNobodyAgain() {
        CommandAnswer first = create("m1");
        int rows = repository.outbox().size();

        CommandAnswer second = create("m1");

        assertThat(second).isEqualTo(new CommandAnswer(first.conferenceId(), first.version(), first.participantIds(), true));
        assertThat(repository.outbox()).hasSize(rows);
    }

    @Test
    void theSameMessageIdWithOtherWordsIsRefused() {
        String id = create("m1").conferenceId();
        service.execute(new AddParticipant(id, new Invitee("Guest", "4711")), "m2", OWNER, NOW);
        int rows = repository.outbox().size();

        assertThatThrownBy(() -> service.execute(new AddParticipant(id, new Invitee("Guest", "4712")), "m2", OWNER, NOW))
                .isInstanceOf(MessageIdReusedException.class).hasFieldOrPropertyWithValue("code", "message-id-reused");
        assertThatThrownBy(() -> service.execute(new EndConference(id), "m1", OWNER, NOW))
                .isInstanceOf(MessageIdReusedException.class);
        assertThat(repository.outbox()).hasSize(rows);
    }

    @Test
    void theSameMessageIdOfAnotherUserIsAnotherMessage() {
        String mine = create("m1").conferenceId();

        CommandAnswer other = service.execute(command(), "m1", "sip:bob@example.org", NOW);

        assertThat(other.replay()).isFalse();
        assertThat(other.conferenceId()).isNotEqualTo(mine);
    }

    @Test
    void aCommandThatChangesNothingIsAnsweredAndItsAnswerKept() {
        String id = create("m1").conferenceId();
        service.execute(new EndConference(id), "m2", OWNER, NOW);
        long version = service.view(id, OWNER).version();

        assertThat(service.execute(new EndConference(id), "m3", OWNER, NOW).version()).isEqualTo(version);
        assertThat(service.execute(new EndConference(id), "m3", OWNER, NOW).replay()).isTrue();
    }

    @Test
    @Feature("A049")
    void simultaneousRequestsAllFindTheirPlaceThoughTwoProcessesTakeThem() throws Exception {
        String id = create("m1").conferenceId();
        List<ConferenceService> processes = List.of(service, service());
        List<Callable<CommandAnswer>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String message = "add " + i;
            ConferenceService process = processes.get(i % 2);
            requests.add(
                    () -> process.execute(new AddParticipant(id, ConferenceFixture.invitee("Guest")), message, OWNER, NOW));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<String> added = new ArrayList<>();
            for (Future<CommandAnswer> answer : threads.invokeAll(requests)) {
                added.addAll(answer.get().participantIds());
            }
            assertThat(added).doesNotHaveDuplicates().hasSize(40);
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.view(id, OWNER).participants()).hasSize(43);
    }

    @Test
    void decidesAnewWhenTheConferenceChangedMeanwhileAndGivesUpAtLast() {
        AtomicInteger conflicts = new AtomicInteger(3);
        InMemoryConferenceRepository contended = new InMemoryConferenceRepository() {
            @Override
            public synchronized void append(ConferenceAppend append) {
                if (conflicts.getAndDecrement() > 0) {
                    throw new ConcurrentChangeException(append.conferenceId());
                }
                super.append(append);
            }
        };
        ConferenceService busy = new DefaultConferenceService(contended, bridge, ConferencePolicy.defaults());

        assertThat(busy.execute(command(), "m1", OWNER, NOW).replay()).isFalse();
        conflicts.set(1000);
        assertThatThrownBy(() -> busy.execute(command(), "m2", OWNER, NOW)).isInstanceOf(ConferenceBusyException.class);
    }

    @Test
    void refusesNewCallsWhileTheBridgeIsDownButStillEnds() {
        String id = create("m1").conferenceId();
        bridge.goDown();

        assertThatThrownBy(() -> create("m2")).isInstanceOf(BridgeUnavailableException.class);
        assertThatThrownBy(() -> service.execute(new AddParticipant(id, ConferenceFixture.invitee("Guest")), "m3", OWNER, NOW))
                .isInstanceOf(BridgeUnavailableException.class);
        assertThat(service.execute(new EndConference(id), "m4", OWNER, NOW).replay()).isFalse();
    }

    @Test
    @Feature("A135")
    void aBridgeThatCrashedEndsAllItsConferencesAtOnce() {
        String first = create("m1").conferenceId();
        String second = create("m2").conferenceId();

        service.bridgeUnavailable("another", null, NOW);
        assertThat(repository.active()).containsExactly(first, second);
        service.bridgeUnavailable("embedded", Cause.bridge("crashed"), NOW);

        assertThat(repository.active()).isEmpty();
        assertThat(service.view(second, OWNER).endReason()).isEqualTo(EndReason.BRIDGE_UNAVAILABLE);
    }

    @Test
    void oneConferenceThatCannotBeWrittenDoesNotKeepTheOthersFromTheirTimeOuts() {
        String broken = create("m1").conferenceId();
        String sound = create("m2").conferenceId();
        InMemoryConferenceRepository half = new InMemoryConferenceRepository() {
            @Override
            public synchronized void append(ConferenceAppend append) {
                if (append.conferenceId().equals(broken)) {
                    throw new IllegalStateException("Disk full");
                }
                repository.append(append);
            }

            @Override
            public synchronized Optional<StoredConference> load(String conferenceId) {
                return repository.load(conferenceId);
            }

            @Override
            public synchronized List<String> due(Instant now) {
                return repository.due(now);
            }
        };

        new DefaultConferenceService(half, bridge, ConferencePolicy.defaults()).tick(NOW.plusSeconds(60));

        assertThat(service.view(broken, OWNER).participants().get(0).state()).isEqualTo(ParticipantState.DIALING_OUT);
        assertThat(service.view(sound, OWNER).participants().get(0).state()).isEqualTo(ParticipantState.DISCONNECTING);
    }

    @Test
    void printsNoNumbers() {
        assertThat(command().toString()).doesNotContain("1234");
        create("m1");
        assertThat(repository.outbox().toString()).doesNotContain("4930", "49 30");
    }

    @Test
    void tellsOnlyTheOwner() {
        String id = create("m1").conferenceId();

        assertThat(repository.outbox()).filteredOn(row -> row.payload() instanceof StatusChange)
                .allSatisfy(row -> assertThat(((StatusChange) row.payload()).recipients()).containsExactly(OWNER));
        assertThatThrownBy(() -> service.view(id, "sip:eve@example.org")).isInstanceOf(NotAllowedException.class);
        assertThat(service.conferencesOf("sip:eve@example.org", false, 10)).isEmpty();
        assertThat(service.conferencesOf(OWNER, true, 10)).extracting(ConferenceView::conferenceId).containsExactly(id);
    }

    /** As when two releases work at one database while it is being upgraded. */
    @Test
    void aConferenceThatThisReleaseCannotReadHidesNoOther() {
        String readable = create("m1").conferenceId();
        String other = create("m2").conferenceId();
        InMemoryConferenceRepository upgraded = new InMemoryConferenceRepository() {
            @Override
            public synchronized Optional<StoredConference> load(String conferenceId) {
                if (conferenceId.equals(other)) {
                    throw new UnreadableConferenceException(conferenceId, null);
                }
                return repository.load(conferenceId);
            }

            @Override
            public synchronized List<String> active() {
                return repository.active();
            }

            @Override
            public synchronized List<String> visibleTo(String user, boolean activeOnly, int limit) {
                return repository.visibleTo(user, activeOnly, limit);
            }
        };
        ConferenceService old = new DefaultConferenceService(upgraded, new OneBridge(), ConferenceFixture.POLICY);

        assertThat(old.active()).extracting(ActiveConference::id).containsExactly(readable);
        assertThat(old.conferencesOf(OWNER, true, 10)).extracting(ConferenceView::conferenceId).containsExactly(readable);
        assertThatThrownBy(() -> old.view(other, OWNER)).isInstanceOf(UnreadableConferenceException.class);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> service.execute(new EndConference("c1"), "m1", OWNER, NOW))
                .isInstanceOf(UnknownConferenceException.class).hasFieldOrPropertyWithValue("code", "unknown-conference");
        assertThatThrownBy(() -> service.execute(new EndConference(null), "m1", OWNER, NOW))
                .isInstanceOf(UnknownConferenceException.class);
        for (String messageId : List.of(" ", "m".repeat(256))) {
            assertThatThrownBy(() -> service.execute(command(), messageId, OWNER, NOW))
                    .isInstanceOf(InvalidCommandException.class).hasMessageContaining("MessageID");
        }
        CreateConference otherAccount = new CreateConference("", ConferenceFixture.invitee("Alice"),
                List.of(ConferenceFixture.invitee("Bob")), "gold", null);
        assertThatThrownBy(() -> service.execute(otherAccount, "m1", OWNER, NOW)).isInstanceOf(UnknownAccountException.class);
        service.observe(LegEvent.of(new LegId("c1", "p1", 1), LegEvent.Kind.ANSWERED, null, null, 0), NOW);
        assertThat(repository.outbox()).isEmpty();
    }

    private ConferenceService service() {
        return new DefaultConferenceService(repository, bridge, ConferencePolicy.defaults());
    }

    private CommandAnswer create(String messageId) {
        return service.execute(command(), messageId, OWNER, NOW);
    }

    private static CreateConference command() {
        return ConferenceFixture.createCommand(StartPolicy.INITIATOR_FIRST, "Bob", "Carol");
    }
}
