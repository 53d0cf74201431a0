package io.bridgehead.bridge.conformance;

import java.util.ArrayList;
import java.util.List;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/** What is done to calls that are up, and the end of a conference. */
final class RoomChecks {

    private static final String STEER = "Commands: mute, unmute, hold, resume";
    private static final String END = "Commands: end";

    private RoomChecks() {
    }

    static List<Check> all() {
        return List.of(
                Check.of("mute", "Muting and unmuting, each twice, leaves the call up.", STEER,
                        trial -> steered(trial, Steering.MUTE, Steering.UNMUTE), TestTelephone.ANSWERS),
                Check.of("hold", "Holding and resuming, each twice, leaves the call up.", STEER,
                        trial -> steered(trial, Steering.HOLD, Steering.RESUME), TestTelephone.ANSWERS),
                Check.of("steer-before-answer", "Muting and holding are taken before the answer.", STEER,
                        RoomChecks::steerBeforeAnswer, TestTelephone.SILENT),
                Check.of("end-in-call", "The end of the conference hangs everybody up, each is told to have left.", END,
                        RoomChecks::endInCall, TestTelephone.ANSWERS),
                Check.of("end-ringing", "The end of the conference stops a telephone that rings.", END, trial -> {
                    LegId leg = trial.dial(TestTelephone.SILENT);
                    trial.awaitCalled(leg);
                    trial.end();
                    trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.REFUSED);
                }, TestTelephone.SILENT),
                Check.of("offered-again", "An event that was not taken is offered again.", "Events: offer an event again until "
                        + "it was taken", RoomChecks::offeredAgain, TestTelephone.ANSWERS));
    }

    private static void steered(Trial trial, Steering on, Steering off) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        for (Steering steering : List.of(on, on, off, off)) {
            trial.steer(leg, steering);
        }
        trial.stays(leg);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT);
    }

    private static void steerBeforeAnswer(Trial trial) {
        LegId leg = trial.dial(TestTelephone.SILENT);
        trial.awaitCalled(leg);
        for (Steering steering : Steering.values()) {
            trial.steer(leg, steering);
        }
        trial.stays(leg);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.REFUSED);
    }

    /** With as many participants as telephones were lent. */
    private static void endInCall(Trial trial) {
        List<LegId> legs = new ArrayList<>();
        for (String address : trial.addresses(TestTelephone.ANSWERS)) {
            legs.add(trial.dial(trial.leg(legs.size() + 1, 1), address));
        }
        legs.forEach(trial::awaitAnswered);
        trial.end();
        legs.forEach(leg -> trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT));
        trial.end();
        trial.onlyTold(legs.get(0), "nothing new, perhaps left again", BridgeEventKind.LEFT);
    }

    private static void offeredAgain(Trial trial) {
        LegId leg = trial.leg(1, 1);
        trial.recorder().refuseOnce(event -> leg.equals(event.leg()) && event.kind() == BridgeEventKind.ANSWERED);
        trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        if (trial.recorder().refused() == 0) {
            throw new BrokenContractException("answered", "answered was never offered");
        }
    }
}
