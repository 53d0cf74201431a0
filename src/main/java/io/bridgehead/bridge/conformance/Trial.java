package io.bridgehead.bridge.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/** One check at work: a conference of its own at the bridge, and what is expected of it. */
final class Trial {

    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** How long the answer may come after the end that has overtaken it. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(2);

    private final String conference;
    private final BridgeUnderTest bridge;
    private final EventRecorder recorder;
    private final Map<TestTelephone, List<String>> telephones;
    private final Patience patience;
    private final Map<Instant, String> told = new TreeMap<>();
    private final Set<LegId> legs = new LinkedHashSet<>();
    private final Instant begun = Instant.now();
    private long steered;

    Trial(String conference, BridgeUnderTest bridge, EventRecorder recorder, Map<TestTelephone, List<String>> telephones,
            Patience patience) {
        this.conference = conference;
        this.bridge = bridge;
        this.recorder = recorder;
        this.telephones = telephones;
        this.patience = patience;
    }

    String conference() {
        return conference;
    }

    Patience patience() {
        return patience;
    }

    EventRecorder recorder() {
        return recorder;
    }

    /** Legs that were told to the bridge. */
    Set<LegId> legs() {
        return legs;
    }

    // ------------------------------------------------------------------------------------------------------- what it is told

    /** The name of a participant's call; nothing is told to the bridge. */
    LegId leg(int participant, int attempt) {
        return new LegId(conference, "p" + participant, attempt);
    }

    /** Calls a telephone that behaves so, as participant 1. */
    LegId dial(TestTelephone telephone) {
        return dial(leg(1, 1), telephones.get(telephone).get(0));
    }

    LegId dial(LegId leg, String address) {
        tell(new BridgeCommand.Dial(leg, address, "Conformance check", "Conformance check"));
        return leg;
    }

    List<String> addresses(TestTelephone telephone) {
        return telephones.get(telephone);
    }

    void hangUp(LegId leg, HangUpReason reason) {
        tell(new BridgeCommand.HangUp(leg, reason.word()));
    }

    void steer(LegId leg, Steering steering) {
        tell(new BridgeCommand.Steer(leg, steering, ++steered));
    }

    void end() {
        tell(new BridgeCommand.End(conference));
    }

    /** Gives a command, again if it is not taken, as the product does. */
    BridgeLegs tell(BridgeCommand command) {
        note(command);
        RuntimeException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return bridge.execute(command);
            } catch (BridgeUnavailableException e) {
                throw new BrokenContractException("the command is taken: " + id(command), "the bridge is unavailable");
            } catch (RuntimeException e) {
                last = e;
                recorder.settle(PAUSE);
            }
        }
        throw new BrokenContractException("the command is taken: " + id(command), "it failed " + TRIES + " times: " + last);
    }

    /**
     * The calls the bridge says are up.
     *
     * @throws NotTriedException if it cannot list
     */
    List<BridgeLegs.Leg> list() {
        BridgeLegs legs = tell(new BridgeCommand.ListLegs(conference));
        if (legs == null) {
            throw new NotTriedException("the bridge does not list its calls");
        }
        return legs.legs();
    }

    private void note(BridgeCommand command) {
        synchronized (told) {
            Instant now = Instant.now();
            while (told.containsKey(now)) {
                now = now.plusNanos(1);
            }
            told.put(now, "-> " + id(command));
        }
        if (command instanceof BridgeCommand.Dial dial) {
            legs.add(dial.leg());
        } else if (command instanceof BridgeCommand.HangUp hangUp) {
            legs.add(hangUp.leg());
        } else if (command instanceof BridgeCommand.Steer steer) {
            legs.add(steer.leg());
        }
    }

    private static String id(BridgeCommand command) {
        return String.valueOf(command.toJson().get("id"));
    }

    // ---------------------------------------------------------------------------------------------------- what is expected

    /** Waits for a sign that the telephone is being called, but not yet for an answer. */
    void awaitCalled(LegId leg) {
        await(patience.call(), "ringing or progress", leg, events -> !events.isEmpty());
    }

    /** Waits for the answer. */
    void awaitAnswered(LegId leg) {
        await(patience.call(), "answered", leg, events -> has(events, BridgeEventKind.ANSWERED)
                || events.stream().anyMatch(SeenEvent::isEnd));
        if (!recorder.await(OVERTAKEN, () -> has(of(leg), BridgeEventKind.ANSWERED))) {
            throw new BrokenContractException("answered", SeenEvent.words(of(leg)));
        }
    }

    /** Waits until a call that was hung up is over, or was answered all the same. */
    void awaitEndOrLateAnswer(LegId leg) {
        await(patience.end(), "left, refused or a late answer within " + patience.end().toSeconds() + " s", leg,
                events -> has(events, BridgeEventKind.ANSWERED) || events.stream().anyMatch(SeenEvent::isEnd));
    }

    /** Waits for the end of a call and gives the event. */
    BridgeEvent awaitEnd(LegId leg, Duration limit, BridgeEventKind... any) {
        String expected = any.length == 1 ? any[0].word() : "left or refused";
        await(limit, expected + " within " + limit.toSeconds() + " s", leg,
                events -> events.stream().anyMatch(SeenEvent::isEnd));
        SeenEvent end = of(leg).stream().filter(SeenEvent::isEnd).findFirst().orElseThrow();
        if (!List.of(any).contains(end.event().kind())) {
            throw new BrokenContractException(expected, SeenEvent.words(of(leg)));
        }
        return end.event();
    }

    /** Fails if the call is over, after some time in which it could have ended. */
    void stays(LegId leg) {
        recorder.settle(patience.settle());
        List<SeenEvent> events = of(leg);
        if (events.stream().anyMatch(SeenEvent::isEnd)) {
            throw new BrokenContractException("the call goes on", SeenEvent.words(events));
        }
    }

    /** Waits, and fails unless all events told meanwhile about a call are among these kinds. */
    void onlyTold(LegId leg, String expected, BridgeEventKind... kinds) {
        List<SeenEvent> before = of(leg);
        long number = before.stream().mapToLong(one -> one.event().sequence()).max().orElse(0);
        recorder.settle(patience.settle());
        List<SeenEvent> all = of(leg);
        // What has a lower number was overtaken on its way: it is not new.
        List<SeenEvent> later = all.subList(before.size(), all.size()).stream()
                .filter(one -> one.event().sequence() == 0 || one.event().sequence() > number).toList();
        if (!later.stream().allMatch(one -> List.of(kinds).contains(one.event().kind()))) {
            throw new BrokenContractException(expected, SeenEvent.words(later));
        }
    }

    List<SeenEvent> of(LegId leg) {
        return recorder.of(conference).stream().filter(one -> leg.equals(one.event().leg())).toList();
    }

    private void await(Duration limit, String expected, LegId leg, Predicate<List<SeenEvent>> wanted) {
        if (!recorder.await(limit, () -> wanted.test(of(leg)))) {
            throw new BrokenContractException(expected, SeenEvent.words(of(leg)));
        }
    }

    private static boolean has(List<SeenEvent> events, BridgeEventKind kind) {
        return events.stream().anyMatch(one -> one.event().kind() == kind);
    }

    // -------------------------------------------------------------------------------------------------------------- afterwards

    /** Frees what the check has used, whatever became of it. */
    void clear() {
        try {
            bridge.execute(new BridgeCommand.End(conference));
        } catch (RuntimeException e) {
            return; // a bridge that takes nothing has failed the check already
        }
        recorder.await(patience.end(), () -> legs.stream().map(this::of)
                .allMatch(events -> events.isEmpty() || events.stream().anyMatch(SeenEvent::isEnd)));
    }

    /** Commands and events in the order of time, one a line, without addresses. */
    List<String> course() {
        Map<Instant, String> lines = new TreeMap<>();
        synchronized (told) {
            lines.putAll(told);
        }
        for (SeenEvent one : recorder.of(conference)) {
            Instant at = one.arrived();
            while (lines.containsKey(at)) {
                at = at.plusNanos(1);
            }
            lines.put(at, "<- " + one.event().leg() + " " + one.words() + ", sequence " + one.event().sequence());
        }
        List<String> course = new ArrayList<>();
        lines.forEach((at, line) -> course.add("+" + Duration.between(begun, at).toMillis() + " ms " + line));
        return course;
    }
}
