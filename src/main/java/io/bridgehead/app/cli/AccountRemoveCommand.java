package io.bridgehead.app.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.im.Accounts;
import io.bridgehead.im.NoSuchAccountException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead account remove}. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a user.")
public class AccountRemoveCommand implements Callable<Integer> {

    private final Supplier<Accounts> accounts;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Who is removed.")
    String user;

    public AccountRemoveCommand(Supplier<Accounts> accounts) {
        this.accounts = accounts;
    }

    @Override
    public Integer call() {
        try {
            accounts.get().remove(user);
        } catch (NoSuchAccountException e) {
            spec.commandLine().getErr().println(e.getMessage() + ". Nothing was changed.");
            return AccountCommand.NOT_DONE;
        }
        spec.commandLine().getOut().println("Removed " + user);
        return 0;
    }
}
