package io.bridgehead.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.bridgehead.bridge.conformance.BridgeUnderTest;
import io.bridgehead.bridge.conformance.CheckResult;
import io.bridgehead.bridge.conformance.CheckResult.Verdict;
import io.bridgehead.bridge.conformance.ConformanceKit;
import io.bridgehead.bridge.conformance.ConformanceReport;
import io.bridgehead.bridge.conformance.EventRecorder;
import io.bridgehead.bridge.conformance.Patience;
import io.bridgehead.bridge.conformance.TestTelephone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead bridge check}; {@code docs/bridge-conformance.md} describes it for partners. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks a configured bridge against the contract of "
        + "docs/add-a-bridge.md with the telephones lent for it, and prints a report.")
public class BridgeCheckCommand implements Callable<Integer> {

    /** Exit code if the bridge cannot be checked at all. */
    public static final int NOT_CHECKED = 3;

    private static final int LONGEST_WAIT = 600;

    private final CheckedBridge checked;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The bridge's name in the configuration.")
    String name;

    @Option(names = "--answers", paramLabel = "ADDRESS", description = "Answers within seconds and stays; give two.")
    List<String> answers = List.of();

    @Option(names = "--busy", paramLabel = "ADDRESS", description = "Is engaged.")
    List<String> busy = List.of();

    @Option(names = "--declines", paramLabel = "ADDRESS", description = "The person declines.")
    List<String> declines = List.of();

    @Option(names = "--silent", paramLabel = "ADDRESS", description = "Rings and is never answered.")
    List<String> silent = List.of();

    @Option(names = "--hangs-up", paramLabel = "ADDRESS", description = "Answers, and hangs up after some seconds.")
    List<String> hangsUp = List.of();

    @Option(names = "--not-found", paramLabel = "ADDRESS", description = "Nobody has this address.")
    List<String> notFound = List.of();

    @Option(names = "--unreachable", paramLabel = "ADDRESS", description = "Its network or server fails.")
    List<String> unreachable = List.of();

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30", description = "How long a telephone may take to ring, "
            + "answer, refuse or hang up. Default: ${DEFAULT-VALUE}.")
    int wait;

    @Option(names = "--json", description = "The report as one JSON object.")
    boolean json;

    public BridgeCheckCommand(CheckedBridge checked) {
        this.checked = checked;
    }

    @Override
    public Integer call() {
        if (wait < 1 || wait > LONGEST_WAIT) {
            throw new ParameterException(spec.commandLine(), "--wait takes 1 to " + LONGEST_WAIT + " seconds");
        }
        try {
            return checked.run(name, this::check);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return NOT_CHECKED;
        }
    }

    private int check(BridgeUnderTest bridge, EventRecorder events) {
        PrintWriter out = spec.commandLine().getOut();
        String kit = spec.root().version()[0];
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (!json) {
            ConformanceReport.printHeader(name, kit, begun, out);
        }
        List<CheckResult> results = new ConformanceKit(bridge, events, telephones(), Patience.of(Duration.ofSeconds(wait)))
                .run(result -> {
                    if (!json) {
                        ConformanceReport.print(result, out);
                    }
                });
        ConformanceReport report = new ConformanceReport(name, kit, begun, results);
        if (json) {
            report.printJson(out);
        } else {
            report.printSum(out);
        }
        return report.count(Verdict.FAILED) == 0 ? 0 : 1;
    }

    private Map<TestTelephone, List<String>> telephones() {
        Map<TestTelephone, List<String>> telephones = new EnumMap<>(TestTelephone.class);
        telephones.put(TestTelephone.ANSWERS, answers);
        telephones.put(TestTelephone.BUSY, busy);
        telephones.put(TestTelephone.DECLINES, declines);
        telephones.put(TestTelephone.SILENT, silent);
        telephones.put(TestTelephone.HANGS_UP, hangsUp);
        telephones.put(TestTelephone.NOT_FOUND, notFound);
        telephones.put(TestTelephone.UNREACHABLE, unreachable);
        return telephones;
    }
}
