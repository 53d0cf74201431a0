package io.bridgehead.bridge.conformance;

import java.util.List;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/** Commands that come twice, and commands about what the bridge does not know. */
final class RepeatChecks {

    private static final String TWICE = "Commands: a command may come twice";
    private static final String UNKNOWN = "Commands: a leg that is over or unknown";
    private static final BridgeEventKind[] ENDS = { BridgeEventKind.LEFT, BridgeEventKind.REFUSED };

    private RepeatChecks() {
    }

    static List<Check> all() {
        return List.of(
                Check.of("dial-twice", "The same dial again is the same call: one hang-up ends all there is.", TWICE,
                        RepeatChecks::dialTwice, TestTelephone.ANSWERS),
                Check.of("dial-after-end", "The same dial after the end of the call calls nobody.", TWICE,
                        RepeatChecks::dialAfterEnd, TestTelephone.ANSWERS),
                Check.of("dial-next-attempt", "A new attempt for the same participant is a new call.", "Commands: dial",
                        RepeatChecks::nextAttempt, TestTelephone.ANSWERS),
                Check.of("hang-up-twice", "The same hang-up again changes nothing.", TWICE, RepeatChecks::hangUpTwice,
                        TestTelephone.ANSWERS),
                Check.of("hang-up-unknown", "A hang-up of an unknown call is taken and starts nothing.", UNKNOWN, trial -> {
                    trial.hangUp(trial.leg(7, 1), HangUpReason.REMOVED);
                    trial.onlyTold(trial.leg(7, 1), "nothing, or the end of the unknown call", ENDS);
                }),
                Check.of("steer-unknown", "Muting or holding an unknown call is taken and starts nothing.", UNKNOWN, trial -> {
                    for (Steering steering : Steering.values()) {
                        trial.steer(trial.leg(7, 1), steering);
                    }
                    trial.onlyTold(trial.leg(7, 1), "nothing, or the end of the unknown call", ENDS);
                }),
                Check.of("end-unknown", "The end of an unknown conference is taken, also twice.", "Commands: end", trial -> {
                    trial.end();
                    trial.end();
                }));
    }

    private static void dialTwice(Trial trial) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        trial.dial(TestTelephone.ANSWERS);
        trial.stays(leg);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT);
        trial.onlyTold(leg, "nothing new after the end: a second call would still be up", BridgeEventKind.LEFT);
    }

    private static void dialAfterEnd(Trial trial) {
        LegId leg = ended(trial);
        trial.dial(TestTelephone.ANSWERS);
        trial.onlyTold(leg, "nothing new, perhaps left again", BridgeEventKind.LEFT);
    }

    private static void nextAttempt(Trial trial) {
        ended(trial);
        LegId second = trial.dial(trial.leg(1, 2), trial.addresses(TestTelephone.ANSWERS).get(0));
        trial.awaitAnswered(second);
        trial.stays(second);
    }

    private static void hangUpTwice(Trial trial) {
        LegId leg = ended(trial);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.onlyTold(leg, "nothing new, perhaps left again", BridgeEventKind.LEFT);
    }

    /** A call that was answered and hung up. */
    private static LegId ended(Trial trial) {
        LegId leg = trial.dial(TestTelephone.ANSWERS);
        trial.awaitAnswered(leg);
        trial.hangUp(leg, HangUpReason.REMOVED);
        trial.awaitEnd(leg, trial.patience().end(), BridgeEventKind.LEFT);
        return leg;
    }
}
