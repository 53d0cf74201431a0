package io.bridgehead.bridge.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs all checks on one bridge, one after the other; blocks until the last is done. */
public final class ConformanceKit {

    private static final String NAME = "check-";
    private static final int RUN_NAME = 8;

    private final BridgeUnderTest bridge;
    private final EventRecorder recorder;
    private final Map<TestTelephone, List<String>> telephones;
    private final Patience patience;
    private final String run = NAME + UUID.randomUUID().toString().substring(0, RUN_NAME);

    /**
     * @param recorder where the bridge puts its events
     * @param telephones addresses lent for the checks; what is missing is reported as not tried
     */
    public ConformanceKit(BridgeUnderTest bridge, EventRecorder recorder, Map<TestTelephone, List<String>> telephones,
            Patience patience) {
        this.bridge = bridge;
        this.recorder = recorder;
        this.telephones = Map.copyOf(telephones);
        this.patience = patience;
    }

    /** Whether a conference was made by a kit. */
    public static boolean isCheck(String conference) {
        return conference.startsWith(NAME);
    }

    /** Short names of all checks, in their order. */
    public static List<String> checks() {
        return Stream.concat(all().map(Check::id), new EventRules(List.of()).results().stream().map(CheckResult::id)).toList();
    }

    private static Stream<Check> all() {
        return Stream.of(CallChecks.all(), RepeatChecks.all(), RoomChecks.all(), ListChecks.all()).flatMap(List::stream);
    }

    /** @param progress is given each result as soon as it is known */
    public List<CheckResult> run(Consumer<CheckResult> progress) {
        List<CheckResult> results = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        Consumer<CheckResult> both = results::add;
        both = both.andThen(progress);
        for (Check check : all().toList()) {
            both.accept(run(check, trials));
        }
        new EventRules(trials).results().forEach(both);
        return results;
    }

    private CheckResult run(Check check, List<Trial> trials) {
        String missing = check.needs().stream().filter(need -> telephones.getOrDefault(need, List.of()).isEmpty())
                .map(TestTelephone::option).sorted().collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return CheckResult.notTried(check, "needs " + missing + " ADDRESS");
        }
        Trial trial = new Trial(run + "-" + check.id(), bridge, recorder, telephones, patience);
        trials.add(trial);
        try {
            check.body().run(trial);
            return CheckResult.passed(check);
        } catch (BrokenContractException e) {
            return CheckResult.failed(check, e, trial.course());
        } catch (NotTriedException e) {
            return CheckResult.notTried(check, e.getMessage());
        } finally {
            trial.clear();
        }
    }
}
