package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;

/** What must hold whatever the bridge and the users do. A failure names its seed. */
class ConferencePropertiesTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final long BUSY_SECONDS = 200;
    /** Ring time, then twice the time a hang-up may take, and a second for rounding. */
    private static final long BOUND_SECONDS = 60 + 2 * 15 + 5;
    private static final int RUNS = 700;

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.1, 0.5, 1 })
    void everyAttemptEndsOnceInBoundedTimeWhateverIsLostDoubledOrReordered(double loss) {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(seed, loss).check();
        }
    }

    private static final class Run {

        private final String name;
        private final Random random;
        private final RandomBridge bridge;
        private final InMemoryConferenceRepository repository = new InMemoryConferenceRepository();
        private final ConferenceService service = new DefaultConferenceService(repository, new OneBridge(),
                ConferencePolicy.defaults());
        private final String id;
        private int orders;
        private int rows;
        private int messages;

        Run(int seed, double loss) {
            this.name = "seed " + seed + ", loss " + loss;
            this.random = new Random(seed);
            this.bridge = new RandomBridge(random, loss);
            StartPolicy start = random.nextBoolean() ? StartPolicy.EAGER : StartPolicy.INITIATOR_FIRST;
            this.id = service
                    .execute(ConferenceFixture.createCommand(start, "Bob", "Carol"), "create", ConferenceFixture.OWNER, START)
                    .conferenceId();
        }

        void check() {
            for (long second = 0; second < BUSY_SECONDS; second++) {
                if (random.nextInt(8) == 0) {
                    command(second);
                }
                step(second);
            }
            execute(new EndConference(id), BUSY_SECONDS);
            for (long second = BUSY_SECONDS; second < BUSY_SECONDS + BOUND_SECONDS; second++) {
                step(second);
            }
            checkEvents(repository.load(id).orElseThrow().events());
            checkStatuses();
            assertThat(bridge.anyPhoneUp()).as(name + ": a telephone is still up").isFalse();
        }

        private void step(long second) {
            Instant now = START.plusSeconds(second);
            service.tick(now);
            runOrders(second);
            for (LegEvent event : bridge.arrivals(second)) {
                service.observe(event, now);
                runOrders(second);
            }
            int seen = service.view(id, ConferenceFixture.OWNER).participants().size();
            assertThat(seen).as(name + ": a row vanished").isGreaterThanOrEqualTo(rows);
            rows = seen;
        }

        private void command(long second) {
            String participant = "p" + (1 + random.nextInt(5));
            switch (random.nextInt(10)) {
                case 0, 1 -> execute(new AddParticipant(id, ConferenceFixture.invitee("Guest")), second);
                case 2, 3 -> execute(new DialAgain(id, participant), second);
                case 4, 5 -> execute(new RemoveParticipant(id, participant), second);
                case 6 -> execute(new LockConference(id, random.nextInt(4) == 0), second);
                default -> execute(new SteerParticipant(id, participant,
                        Steering.values()[random.nextInt(Steering.values().length)]), second);
            }
        }

        private void execute(ConferenceCommand command, long second) {
            try {
                service.execute(command, "m" + messages++, ConferenceFixture.OWNER, START.plusSeconds(second));
            } catch (ConferenceException e) {
                assertThat(e.code()).as(name).isIn("unknown-participant", "participant-active", "conference-ended",
                        "participant-not-in-call", "conference-locked");
            }
            runOrders(second);
        }

        private void runOrders(long second) {
            List<BridgeOrder> all = repository.outbox().stream().filter(row -> row.topic() == OutboxEntry.Topic.BRIDGE)
                    .map(row -> (BridgeOrder) row.payload()).toList();
            for (BridgeOrder order : all.subList(orders, all.size())) {
                bridge.order(order, second);
            }
            orders = all.size();
        }

        private void checkEvents(List<ConferenceEvent> events) {
            Map<LegId, ParticipantState> states = new HashMap<>();
            Set<LegId> open = new HashSet<>();
            int ended = 0;
            for (ConferenceEvent event : events) {
                if (event instanceof DialRequested e) {
                    assertThat(ended).as(name + ": dialled after the end").isZero();
                    assertThat(open.add(new LegId(id, e.participantId(), e.attempt()))).as(name).isTrue();
                } else if (event instanceof ParticipantStateChanged e && e.attempt() > 0) {
                    checkChange(states, open, e);
                } else if (event instanceof ConferenceEnded) {
                    ended++;
                    assertThat(open).as(name + ": ended before all were gone").isEmpty();
                }
            }
            assertThat(ended).as(name + ": ended once").isEqualTo(1);
            assertThat(open).as(name + ": attempts without an end").isEmpty();
        }

        private void checkChange(Map<LegId, ParticipantState> states, Set<LegId> open, ParticipantStateChanged e) {
            LegId leg = new LegId(id, e.participantId(), e.attempt());
            ParticipantState before = states.put(leg, e.state());
            assertThat(open).as(name + ": changed after its end").contains(leg);
            if (before != null) {
                // In the call people come and go between heard, muted and held; nothing else is ever taken back.
                boolean within = before.inCall() && e.state().inCall() && before != e.state();
                assertThat(within || e.state().ordinal() > before.ordinal() && !before.inCall()
                        || before.inCall() && e.state().ordinal() > ParticipantState.MUTED_VIA_FOCUS.ordinal())
                        .as(name + ": went back from " + before + " to " + e.state()).isTrue();
            }
            if (e.state().inCall()) {
                assertThat(bridge.everAnswered(leg)).as(name + ": connected before the answer").isTrue();
            }
            if (e.state() == ParticipantState.DISCONNECTED) {
                assertThat(e.outcome()).as(name).isNotNull();
                open.remove(leg);
            }
        }

        private void checkStatuses() {
            List<StatusChange> statuses = repository.outbox().stream().filter(row -> row.topic() == OutboxEntry.Topic.STATUS)
                    .map(row -> (StatusChange) row.payload()).toList();
            for (int i = 0; i < statuses.size(); i++) {
                assertThat(statuses.get(i).number()).as(name + ": status numbers have a gap").isEqualTo(i + 1L);
            }
            assertThat(statuses.get(statuses.size() - 1).phase()).as(name).isEqualTo(ConferencePhase.ENDED);
        }
    }
}
