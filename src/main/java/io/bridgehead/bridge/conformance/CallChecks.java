package io.bridgehead.bridge.conformance;

import java.time.Duration;
import java.util.List;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.Outcomes;

/** Calls and how they end. */
final class CallChecks {

    private static final String DIAL = "Commands: dial";
    private static final String HANG_UP = "Commands: hangUp";
    private static final String CAUSES = "Events: cause";
    /** Between the order to dial and the order to hang up, so that the answer meets the hang-up at several places. */
    private static final List<Duration> CROSSINGS = List.of(Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(80),
            Duration.ofMillis(200), Duration.ofMillis(500));

    private CallChecks() {
    }

    static List<Check> all() {
        return List.of(
                Check.of("answered", "A telephone that answers is in the call and stays there.", DIAL, CallChecks::answered,
                        TestTelephone.ANSWERS),
                refusal("busy", "A telephone that is engaged is told as busy.", TestTelephone.BUSY, Outcome.BUSY),
                refusal("declined", "A person who does not want to talk is told as declined.", TestTelephone.DECLINES,
                        Outcome.DECLINED),
                refusal("not-found", "An address that nobody has is told as not found.", TestTelephone.NOT_FOUND,
                        Outcome.NOT_FOUND),
                refusal("unreachable", "A telephone that cannot be reached is told as unreachable.", TestTelephone.UNREACHABLE,
                        Outcome.UNREACHABLE),
                Check.of("no-answer", "Nobody answers: it rings until it is hung up, and then the call is refused.", HANG_UP,
                        trial -> givenUp(trial, HangUpReason.NO_ANSWER), TestTelephone.SILENT),
                Check.of("hang-up-ringing", "Somebody is removed while it rings: the ringing stops, the call is refused.",
                        HANG_UP, trial -> givenUp(trial, HangUpReason.REMOVED), TestTelephone.SILENT),
                Check.of("hang-up-at-once", "A hang-up that follows the dial at once ends the call too.", HANG_UP,
                        CallChecks::hangUpAtOnce, TestTelephone.SILENT),
                Check.of("hang-up-answered", "A hang-up ends a call that was answered: it has left.", HANG_UP,
                        CallChecks::hangUpAnswered, TestTelephone.ANSWERS),
                Check.of("hang-up-crossing", "A hang-up that meets the answer on its way ends the call, at the second order at "
                        + "the latest.", HANG_UP, CallChecks::crossing, TestTelephone.ANSWERS),
                Check.of("far-end", "A telephone that hangs up by itself has left.", "Events: left", CallChecks::farEnd,
                        TestTelephone.HANGS_UP),
                Check.of("cause-of-leaving", "Who hung up by himself is told with a cause.", CAUSES, CallChecks::farEndCause,
                        TestTelephone.HANGS_UP));
    }

    private static void answered(Trial trial) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        trial.stays(leg);
    }

    private static Check refusal(String id, String title, TestTelephone telephone, Outcome outcome) {
        return Check.of(id, title, CAUSES, trial -> {
            LegId leg = trial.dial(telephone);
            BridgeEvent end = trial.awaitEnd(leg, trial.patience().call(), BridgeEventKind.REFUSED);
            if (Outcomes.ofCause(end.cause()) != outcome) {
                throw new BrokenContractException("refused with a cause that means " + outcome.word(),
                        SeenEvent.words(trial.of(leg)));
            }
        }, telephone);
    }

    private static void givenUp(Trial trial, HangUpReason reason) {
        LegId leg = trial.dial(TestTelephone.SILENT);
        trial.awaitCalled(leg);
        trial.stays(leg);
        trial.hangUp(leg, reason);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.REFUSED);
        trial.onlyTold(leg, "nothing new after the end", BridgeEventKind.REFUSED);
    }

    private static void hangUpAtOnce(Trial trial) {
        LegId leg = trial.dial(TestTelephone.SILENT);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.REFUSED);
    }

    private static void hangUpAnswered(Trial trial) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT);
        trial.onlyTold(leg, "nothing new after the end", BridgeEventKind.LEFT);
    }

    /** As the product does it: whatever is answered after a hang-up was ordered is hung up again. */
    private static void crossing(Trial trial) {
        int participant = 0;
        for (Duration delay : CROSSINGS) {
            LegId leg = trial.dial(trial.leg(++participant, 1), trial.addresses(TestTelephone.ANSWERS).get(0));
            trial.recorder().settle(delay);
            trial.hangUp(leg, HangUpReason.REMOVED);
            trial.awaitEndOrLateAnswer(leg);
            if (trial.of(leg).stream().noneMatch(SeenEvent::isEnd)) {
                trial.hangUp(leg, HangUpReason.REMOVED);
            }
            trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.REFUSED, BridgeEventKind.LEFT);
        }
    }

    private static LegId farEnd(Trial trial) {
        LegId leg = trial.dial(TestTelephone.HANGS_UP);
        trial.awaitAnswered(leg);
        trial.awaitEnd(leg, trial.patience().call(), BridgeEventKind.LEFT);
        return leg;
    }

    private static void farEndCause(Trial trial) {
        LegId leg = farEnd(trial);
        if (trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT).cause() == null) {
            throw new BrokenContractException("left with a cause, as raw as the bridge knows it", "left without one");
        }
    }
}
