package io.bridgehead.app;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.quarkus.core.CamelRuntime;
import org.jboss.logging.Logger;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.bridgehead.im.Accounts;
import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.QuarkusApplication;

/** Runs a command that needs the server or the database inside the started application. */
public class CommandRunner implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger("bridgehead");
    private static final int START_FAILED = 1;

    private final Event<Serving> serving;
    private final Instance<Accounts> accounts;
    private final Instance<MessageLog> log;
    private final Instance<CamelRuntime> routes;

    CommandRunner(Instance<Accounts> accounts, Instance<MessageLog> log, Instance<CamelRuntime> routes,
            Event<Serving> serving) {
        this.serving = serving;
        this.accounts = accounts;
        this.log = log;
        this.routes = routes;
    }

    @Override
    public int run(String... arguments) {
        return BridgeheadCommand.commandLine(this::serve, accounts::get, log::get).execute(arguments);
    }

    private int serve() {
        try {
            serving.fire(new Serving());
            routes.get().start();
        } catch (RuntimeException e) {
            LOG.error(StartFailure.explain(e));
            return START_FAILED;
        }
        return routes.get().waitForExit();
    }
}
