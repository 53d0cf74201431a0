package io.bridgehead.app.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.ladder.Ladder;
import io.bridgehead.messagelog.ladder.LadderJson;
import io.bridgehead.messagelog.ladder.LadderText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead log}: what happened in a conference, message by message. */
@Command(name = "log", mixinStandardHelpOptions = true, description = "Shows a conference's messages as the operations of Figures 4 to 10.")
public class LogCommand implements Callable<Integer> {

    /** Exit code for a conference the log has nothing of. */
    static final int NOT_FOUND = 3;

    private final Supplier<MessageLog> log;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "CONFERENCE", description = "The conference's id, as the client shows it.")
    String conference;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    @Option(names = "--full", description = "Shows telephone numbers whole, and long lines.")
    boolean full;

    @Option(names = "--width", paramLabel = "COLUMNS", defaultValue = "${env:COLUMNS:-100}", description = "Columns of the terminal, 80 to 120.")
    int width;

    /** @param log asked for only when the command runs */
    public LogCommand(Supplier<MessageLog> log) {
        this.log = log;
    }

    @Override
    public Integer call() {
        Ladder ladder = Ladder.read(log.get(), conference);
        PrintWriter out = spec.commandLine().getOut();
        if (ladder.steps().isEmpty()) {
            spec.commandLine().getErr().println("The log has no conference " + conference + ".");
            return NOT_FOUND;
        }
        if (json) {
            new LadderJson(full).print(ladder, out);
        } else {
            out.print(new LadderText(ZoneId.systemDefault(), width, full).print(ladder));
        }
        out.flush();
        return 0;
    }
}
