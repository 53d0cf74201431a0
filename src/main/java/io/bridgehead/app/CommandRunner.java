package io.bridgehead.app;

import jakarta.enterprise.inject.Instance;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.bridgehead.im.Accounts;
import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Runs a command that needs the server or the database inside the started application. */
public class CommandRunner implements QuarkusApplication {

    private final Instance<Accounts> accounts;
    private final Instance<MessageLog> log;

    CommandRunner(Instance<Accounts> accounts, Instance<MessageLog> log) {
        this.accounts = accounts;
        this.log = log;
    }

    @Override
    public int run(String... arguments) {
        return BridgeheadCommand.commandLine(CommandRunner::serve, accounts::get, log::get).execute(arguments);
    }

    private static int serve() {
        Quarkus.waitForExit();
        return 0;
    }
}
