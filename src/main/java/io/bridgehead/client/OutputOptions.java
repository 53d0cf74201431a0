package io.bridgehead.client;

import java.time.ZoneId;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a command shows what happens. */
public class OutputOptions {

    @Option(names = "--json", description = "One JSON object a line, for scripts; the last one says how it ended, if anything did.")
    boolean json;

    /** Each line is there at once, also where the output goes to another program. */
    Display display(CommandSpec spec) {
        Screen screen = text -> {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        };
        return json ? new JsonDisplay(screen) : new TextDisplay(screen, new RosterText(ZoneId.systemDefault()));
    }
}
