package io.bridgehead.bridge.conformance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.bridge.BridgeLegs.State;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;

/** What a bridge says is up; it need not be able to. */
final class ListChecks {

    private static final String LIST = "Commands: list";

    private ListChecks() {
    }

    static List<Check> all() {
        return List.of(
                Check.of("list-in-call", "A call that was answered is listed as such, and is listed no more after its end.",
                        LIST, ListChecks::inCall, TestTelephone.ANSWERS),
                Check.of("list-ringing", "A telephone that rings is listed as dialing or ringing.", LIST, trial -> {
                    LegId leg = trial.dial(TestTelephone.SILENT);
                    trial.awaitCalled(leg);
                    expect(trial, leg, Set.of(State.DIALING, State.RINGING));
                }, TestTelephone.SILENT),
                Check.of("list-unknown", "An unknown conference has no calls.", LIST, ListChecks::expectNone));
    }

    private static void inCall(Trial trial) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        expect(trial, leg, Set.of(State.ANSWERED, State.HELD));
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT);
        expectNone(trial);
    }

    private static void expect(Trial trial, LegId leg, Set<State> states) {
        List<BridgeLegs.Leg> legs = trial.list();
        if (legs.size() != 1 || !legs.get(0).leg().equals(leg) || !states.contains(legs.get(0).state())) {
            throw new BrokenContractException("the one call " + leg + ", "
                    + states.stream().map(State::word).sorted().collect(Collectors.joining(" or ")), words(legs));
        }
    }

    private static void expectNone(Trial trial) {
        List<BridgeLegs.Leg> legs = trial.list();
        if (!legs.isEmpty()) {
            throw new BrokenContractException("no calls", words(legs));
        }
    }

    private static String words(List<BridgeLegs.Leg> legs) {
        return legs.isEmpty() ? "no calls"
                : legs.stream().map(leg -> leg.leg() + " " + leg.state().word()).collect(Collectors.joining(", "));
    }
}
