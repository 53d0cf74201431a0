package io.bridgehead.app;

import jakarta.enterprise.inject.Instance;

import org.apache.camel.quarkus.core.CamelRuntime;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.bridgehead.im.Accounts;
import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.QuarkusApplication;

/** Runs a command that needs the server or the database inside the started application. */
public class CommandRunner implements QuarkusApplication {

    private final Instance<Accounts> accounts;
    private final Instance<MessageLog> log;
    private final Instance<CamelRuntime> routes;

    CommandRunner(Instance<Accounts> accounts, Instance<MessageLog> log, Instance<CamelRuntime> routes) {
        this.accounts = accounts;
        this.log = log;
        this.routes = routes;
    }

    @Override
    public int run(String... arguments) {
        return BridgeheadCommand.commandLine(this::serve, accounts::get, log::get).execute(arguments);
    }

    private int serve() {
        routes.get().start();
        return routes.get().waitForExit();
    }
}
