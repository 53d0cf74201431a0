package io.bridgehead.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bridgehead bridge}: for those who plug bridges in. */
@Command(name = "bridge", mixinStandardHelpOptions = true, description = "Checks bridges and simulates one.")
public class BridgeToolCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say what to do: " + String.join(" or ", spec.subcommands().keySet()) + ".");
    }
}
