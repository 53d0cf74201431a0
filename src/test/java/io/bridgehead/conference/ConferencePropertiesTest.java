package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceCommand.TransferModerator;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.DialRequested;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.ParticipantStateChanged;

/** What must hold whatever the bridge and the users do. A failure names its seed. */
class ConferencePropertiesTest {

    private static final String BOB = "bob@example.org";
    private static final String CAROL = "carol@example.org";
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final long BUSY_SECONDS = 200;
    /** Ring time, then twice the time a hang-up may take, and a second for rounding. */
    private static final long BOUND_SECONDS = 60 + 2 * 15 + 5;
    private static final int RUNS = 700;

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.1, 0.5, 1 })
    void everyAttemptEndsOnceInBoundedTimeWhateverIsLostDoubledOrReordered(double loss) {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(seed, loss, 0).check();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.3 })
    void nothingIsLostOrDoneTwiceThoughTheProcessDiesBetweenAnyTwoSteps(double loss) {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(seed, loss, 0.1).check();
        }
    }

    private static final class Run {

        private final String name;
        private final Random random;
        private final RandomBridge bridge;
        private final InMemoryConferenceRepository repository;
        private ConferenceService service;
        private final String id;
        private int added = 3;
        private int orders;
        private int rows;
        private int messages;

        Run(int seed, double loss, double crashes) {
            this.name = "seed " + seed + ", loss " + loss + ", crashes " + crashes;
            this.random = new Random(seed);
            this.repository = new CrashingRepository(random, crashes);
            this.service = process();
            this.bridge = new RandomBridge(random, loss);
            StartPolicy start = random.nextBoolean() ? StartPolicy.EAGER : StartPolicy.INITIATOR_FIRST;
            CreateConference create = new CreateConference("", ConferenceFixture.invitee("Alice"),
                    List.of(new Invitee("Bob", "4711", BOB), new Invitee("Carol", "4712", CAROL)), null, start);
            this.id = surviving(() -> service.execute(create, "create", ConferenceFixture.OWNER, START)).conferenceId();
        }

        private ConferenceService process() {
            return new DefaultConferenceService(repository, new OneBridge(), ConferenceFixture.POLICY);
        }

        /** Whoever gets no answer says the same again, to the process that was started anew. */
        private <T> T surviving(Supplier<T> step) {
            while (true) {
                try {
                    return step.get();
                } catch (CrashingRepository.Crash e) {
                    service = process();
                    // What was taken from the outbox and not confirmed is given out again.
                    orders = Math.max(0, orders - random.nextInt(3));
                }
            }
        }

        private void surviving(Runnable step) {
            surviving(() -> {
                step.run();
                return null;
            });
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
            surviving(() -> service.tick(now));
            runOrders(second);
            for (LegEvent event : bridge.arrivals(second)) {
                surviving(() -> service.observe(event, now));
                runOrders(second);
            }
            int seen = service.view(id, ConferenceFixture.OWNER).participants().size();
            assertThat(seen).as(name + ": a row vanished").isGreaterThanOrEqualTo(rows);
            rows = seen;
        }

        private void command(long second) {
            String participant = "p" + (1 + random.nextInt(5));
            switch (random.nextInt(14)) {
                case 0, 1 -> execute(new AddParticipant(id, ConferenceFixture.invitee("Guest")), second);
                case 2, 3 -> execute(new DialAgain(id, participant), second);
                case 4, 5 -> execute(new RemoveParticipant(id, participant), second);
                case 10 -> execute(new SetPolicy(id, policy()), second);
                case 11 -> execute(new TransferModerator(id, user()), second);
                case 12 -> execute(new ChangeHand(id, random.nextBoolean() ? participant : null, random.nextBoolean()), second);
                case 13 -> surviving(() -> service.observe(LegEvent.of(new LegId(id, participant, 1), LegEvent.Kind.ACTIVE,
                        null, null, 0), START.plusSeconds(second)));
                case 6 -> execute(new LockConference(id, random.nextInt(4) == 0), second);
                default -> execute(new SteerParticipant(id, participant,
                        Steering.values()[random.nextInt(Steering.values().length)]), second);
            }
        }

        private ConferenceRule policy() {
            OnLeaving[] choices = { OnLeaving.END, OnLeaving.GO_ON, null };
            return new ConferenceRule(choices[random.nextInt(3)], choices[random.nextInt(3)], time(), time(),
                    Duration.ofSeconds(100 + random.nextInt(300)), null);
        }

        private Duration time() {
            return random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(4) * 25L);
        }

        private String user() {
            return List.of(ConferenceFixture.OWNER, BOB, CAROL, "eve@example.org").get(random.nextInt(4));
        }

        private void execute(ConferenceCommand command, long second) {
            String message = "m" + messages++;
            String user = command instanceof EndConference || random.nextInt(3) > 0 ? ConferenceFixture.OWNER : user();
            try {
                int made = surviving(() -> service.execute(command, message, user, START.plusSeconds(second))).participantIds()
                        .size();
                added += command instanceof AddParticipant ? made : 0;
            } catch (ConferenceException e) {
                assertThat(e.code()).as(name).isIn("unknown-participant", "participant-active", "conference-ended",
                        "participant-not-in-call", "no-telephone-in-call", "conference-locked", "not-allowed");
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
            assertThat(events.stream().filter(ParticipantAdded.class::isInstance)).as(name + ": somebody added twice, or not")
                    .hasSize(added);
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
            Map<String, List<StatusChange>> told = statuses.stream()
                    .collect(Collectors.groupingBy(status -> status.recipients().get(0)));
            List<StatusChange> owners = told.get(ConferenceFixture.OWNER);
            for (int i = 0; i < owners.size(); i++) {
                assertThat(owners.get(i).number()).as(name + ": status numbers have a gap").isEqualTo(i + 1L);
            }
            assertThat(owners.get(owners.size() - 1).phase()).as(name).isEqualTo(ConferencePhase.ENDED);
            assertThat(told.keySet()).as(name).isSubsetOf(ConferenceFixture.OWNER, BOB, CAROL, "eve@example.org");
            told.values().forEach(this::checkTold);
        }

        /** Nobody is told anything twice, and numbers reach only those who are in charge. */
        private void checkTold(List<StatusChange> statuses) {
            long last = 0;
            for (StatusChange status : statuses) {
                String user = status.recipients().get(0);
                assertThat(status.number()).as(name + ": told twice").isGreaterThan(last);
                last = status.number();
                boolean inCharge = user.equals(ConferenceFixture.OWNER) || user.equals(status.moderator());
                if (status.participant() != null) {
                    assertThat(status.participant().address() != null).as(name + ": a number for " + user).isEqualTo(inCharge);
                    assertThat(status.participant().hand() && status.participant().state() == ParticipantState.DISCONNECTED)
                            .as(name + ": the hand of somebody who is gone").isFalse();
                }
            }
        }
    }
}
