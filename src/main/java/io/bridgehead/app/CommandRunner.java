package io.bridgehead.app;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.quarkus.core.CamelRuntime;
import org.jboss.logging.Logger;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.quarkus.runtime.QuarkusApplication;

/** Serves inside the started application, until it is told to stop. */
public class CommandRunner implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger("bridgehead");
    private static final int START_FAILED = 1;

    private final Event<Serving> serving;
    private final Instance<CamelRuntime> routes;

    CommandRunner(Instance<CamelRuntime> routes, Event<Serving> serving) {
        this.serving = serving;
        this.routes = routes;
    }

    @Override
    public int run(String... arguments) {
        return BridgeheadCommand
                .commandLine(this::serve, CommandRunner::elsewhere, CommandRunner::elsewhere, CommandRunner::elsewhere)
                .execute(arguments);
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

    private static <T> T elsewhere() {
        throw new IllegalStateException("This command runs without the server");
    }
}
