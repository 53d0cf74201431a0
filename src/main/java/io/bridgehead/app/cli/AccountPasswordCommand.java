package io.bridgehead.app.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.im.Accounts;
import io.bridgehead.im.InvalidAccountException;
import io.bridgehead.im.NoSuchAccountException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead account password}. */
@Command(name = "password", mixinStandardHelpOptions = true, description = "Gives a user a new password; asks for it. The "
        + "old one ends within two seconds.")
public class AccountPasswordCommand implements Callable<Integer> {

    private final Supplier<Accounts> accounts;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Whose password.")
    String user;

    @Mixin
    PasswordInput password;

    public AccountPasswordCommand(Supplier<Accounts> accounts) {
        this(accounts, new PasswordInput());
    }

    AccountPasswordCommand(Supplier<Accounts> accounts, PasswordInput password) {
        this.accounts = accounts;
        this.password = password;
    }

    @Override
    public Integer call() {
        try {
            accounts.get().changePassword(user, password.read(user));
        } catch (NoSuchAccountException | InvalidAccountException e) {
            spec.commandLine().getErr().println(e.getMessage() + ". Nothing was changed.");
            return AccountCommand.NOT_DONE;
        }
        spec.commandLine().getOut().println("Changed the password of " + user);
        return 0;
    }
}
