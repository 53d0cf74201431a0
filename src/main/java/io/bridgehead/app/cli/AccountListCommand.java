package io.bridgehead.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bridgehead account list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the users: name, kind, how people call them.")
public class AccountListCommand implements Callable<Integer> {

    private final Supplier<Accounts> accounts;

    @Spec
    CommandSpec spec;

    public AccountListCommand(Supplier<Accounts> accounts) {
        this.accounts = accounts;
    }

    @Override
    public Integer call() {
        for (Account account : accounts.get().list()) {
            String kind = account.role().name().toLowerCase(Locale.ROOT);
            spec.commandLine().getOut().printf("%-24s %-8s %s%n", account.user(), kind, account.displayName());
        }
        return 0;
    }
}
