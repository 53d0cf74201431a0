package io.bridgehead.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.ladder.Ladder;
import io.bridgehead.messagelog.ladder.LadderJson;
import io.bridgehead.messagelog.ladder.LadderText;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead log}: what happened in a conference, message by message. */
@Command(name = "log", mixinStandardHelpOptions = true, description = "Shows a conference's messages hop by hop, "
        + "with the operation numbers of Figures 4 to 10.")
public class LogCommand implements Callable<Integer> {

    /** Exit code for a conference the log has nothing of. */
    static final int NOT_FOUND = 3;

    private final Supplier<MessageLog> log;
    private final LogReader reader;

    @Spec
    CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    Subject subject;

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "24h", description = "With --refused: how far back, such "
            + "as 90s, 30m, 24h, 7d. Default: ${DEFAULT-VALUE}.")
    String since;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    @Option(names = "--full", description = "Shows telephone numbers whole, and long lines.")
    boolean full;

    @Option(names = "--width", paramLabel = "COLUMNS", defaultValue = "${env:COLUMNS:-100}", description = "Columns of the "
            + "terminal, 80 to 120.")
    int width;

    /** What is shown. */
    static final class Subject {

        @Parameters(paramLabel = "CONFERENCE", description = "The conference's id, as the client shows it.")
        String conference;

        @Option(names = "--refused", description = "What was refused in any conference or none: by whom it was sent, and why.")
        boolean refused;
    }

    /** @param log asked for only when the command runs */
    public LogCommand(Supplier<MessageLog> log, Supplier<LogReadings> readings) {
        this.log = log;
        this.reader = new LogReader(readings);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (subject == null) {
            throw new ParameterException(spec.commandLine(),
                    "Say what to show: a conference's id, --refused, export or readings.");
        }
        if (subject.refused) {
            Instant from = Instant.now().minus(age());
            reader.read("what was refused since " + from.truncatedTo(ChronoUnit.SECONDS), out, () -> {
                List<LoggedMessage> refused = log.get().findRefused(from);
                new RefusedMessages(refused, full).print(out, json);
                return refused.size();
            });
            return 0;
        }
        Ladder ladder = Ladder.read(log.get(), subject.conference);
        if (ladder.steps().isEmpty()) {
            spec.commandLine().getErr().println("The log has no conference " + subject.conference + ".");
            return NOT_FOUND;
        }
        reader.read("course of conference " + subject.conference, out, () -> {
            if (json) {
                new LadderJson(full).print(ladder, out);
            } else {
                out.print(new LadderText(ZoneId.systemDefault(), width, full).print(ladder));
            }
            return ladder.steps().size();
        });
        return 0;
    }

    private Duration age() {
        try {
            // ISO 8601 without what nobody types: P7D, PT24H.
            return Duration.parse((since.endsWith("d") ? "P" : "PT") + since);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--since takes a number and s, m, h or d, such as 24h");
        }
    }
}
