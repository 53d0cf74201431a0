package io.bridgehead.app.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.messagelog.LogReadings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bridgehead log readings}. */
@Command(name = "readings", mixinStandardHelpOptions = true, description = "Shows who has read the message log, the newest "
        + "first: when, who, how, what, how many messages.")
public class LogReadingsCommand implements Callable<Integer> {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Supplier<LogReadings> readings;

    @Spec
    CommandSpec spec;

    @Option(names = "--last", paramLabel = "COUNT", defaultValue = "100", description = "How many. Default: ${DEFAULT-VALUE}.")
    int last;

    public LogReadingsCommand(Supplier<LogReadings> readings) {
        this.readings = readings;
    }

    @Override
    public Integer call() {
        for (LogReadings.Reading reading : readings.get().newest(last)) {
            String rows = reading.rows() == LogReadings.Reading.UNKNOWN ? "broken off" : reading.rows() + " messages";
            spec.commandLine().getOut().printf("%s  %-16s %-13s %s, %s%n",
                    CLOCK.format(reading.at().atZone(ZoneId.systemDefault())),
                    plain(reading.reader()), reading.how(), plain(reading.subject()), rows);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
