package io.bridgehead.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bridgehead account}: who may use the IM server. */
@Command(name = "account", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "add|password|remove|list", description = "Adds, changes, removes and lists the users of the IM server.")
public class AccountCommand implements Runnable {

    /** Exit code for a user who does not exist, or exists already. */
    static final int NOT_DONE = 3;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add, password, remove or list.");
    }
}
