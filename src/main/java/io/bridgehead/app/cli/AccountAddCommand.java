package io.bridgehead.app.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.bridgehead.im.Account;
import io.bridgehead.im.AccountExistsException;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.InvalidAccountException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead account add}. */
@Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a user; asks for the password.")
public class AccountAddCommand implements Callable<Integer> {

    private final Supplier<Accounts> accounts;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "The user part of the address, such as bob.")
    String user;

    @Option(names = "--name", paramLabel = "NAME", description = "How people call them. Default: the user's name.")
    String name;

    @Option(names = "--service", description = "A part of the product, such as the gateway, instead of a person.")
    boolean service;

    @Option(names = "--operator", description = "A person who may read the message log over HTTP; each reading is noted.")
    boolean operator;

    @Mixin
    PasswordInput password;

    public AccountAddCommand(Supplier<Accounts> accounts) {
        this(accounts, new PasswordInput());
    }

    AccountAddCommand(Supplier<Accounts> accounts, PasswordInput password) {
        this.accounts = accounts;
        this.password = password;
    }

    @Override
    public Integer call() {
        try {
            accounts.get().add(user, name, password.read(user), role());
        } catch (AccountExistsException | InvalidAccountException e) {
            spec.commandLine().getErr().println(e.getMessage() + ". Nothing was changed.");
            return AccountCommand.NOT_DONE;
        }
        spec.commandLine().getOut().println("Added " + user);
        return 0;
    }

    private Account.Role role() {
        if (service && operator) {
            throw new ParameterException(spec.commandLine(), "A part of the product is no operator: choose one of both.");
        }
        return service ? Account.Role.SERVICE : operator ? Account.Role.OPERATOR : Account.Role.USER;
    }
}
