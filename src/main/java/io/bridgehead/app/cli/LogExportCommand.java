package io.bridgehead.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Selection;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bridgehead log export}: whole messages, for an archive or a request for information. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes out the messages of a conference, or those "
        + "between two users, whole and in order. That you did so is noted; see bridgehead log readings.")
public class LogExportCommand implements Callable<Integer> {

    enum Format {
        json,
        text
    }

    private final Supplier<MessageLog> log;
    private final LogReader reader;

    @Spec
    CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    Subject subject;

    @Option(names = "--from", paramLabel = "TIME", description = "Only what was accepted then or later: 2026-05-01 or "
            + "2026-05-01T12:00:00Z.")
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was accepted before.")
    String to;

    @Option(names = "--format", defaultValue = "json", description = "${COMPLETION-CANDIDATES}: one JSON object a line, or for "
            + "reading. Default: ${DEFAULT-VALUE}.")
    Format format;

    /** What is exported. */
    static final class Subject {

        @Option(names = "--conference", paramLabel = "ID", description = "All hops of a conference.")
        String conference;

        @Option(names = "--between", arity = "2", paramLabel = "ADDRESS", description = "Two users, such as alice@example.com "
                + "bob@example.com.")
        List<String> between;
    }

    public LogExportCommand(Supplier<MessageLog> log, Supplier<LogReadings> readings) {
        this.log = log;
        this.reader = new LogReader(readings);
    }

    @Override
    public Integer call() {
        Selection selection = selection();
        PrintWriter out = spec.commandLine().getOut();
        Consumer<LoggedMessage> lines = format == Format.json ? message -> out.println(ExportedMessage.json(message))
                : message -> out.println(ExportedMessage.text(message));
        if (reader.read("export of " + selection.words(), out, () -> log.get().export(selection, lines)) == 0) {
            spec.commandLine().getErr().println("The log has nothing about " + selection.words() + ".");
            spec.commandLine().getErr().flush();
        }
        return 0;
    }

    private Selection selection() {
        Instant first = from == null ? Instant.EPOCH : time(from);
        Instant end = to == null ? Instant.now().plusSeconds(60) : time(to);
        if (subject.conference != null) {
            return Selection.conference(subject.conference, first, end);
        }
        return Selection.conversation(address(subject.between.get(0)), address(subject.between.get(1)), first, end);
    }

    private String address(String given) {
        String address = given.startsWith("sip:") ? given.substring("sip:".length()) : given;
        if (!address.contains("@")) {
            throw new ParameterException(spec.commandLine(), "--between takes addresses, such as " + given + "@example.com");
        }
        return address;
    }

    private Instant time(String given) {
        try {
            return given.contains("T") ? Instant.parse(given)
                    : LocalDate.parse(given).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), given + " is no time: give 2026-05-01 or 2026-05-01T12:00:00Z");
        }
    }
}
