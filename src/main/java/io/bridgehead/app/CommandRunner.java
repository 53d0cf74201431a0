package io.bridgehead.app;

import java.util.TreeSet;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.jboss.logging.Logger;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.bridgehead.app.cli.CheckedBridge;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.bridge.conformance.EventRecorder;
import io.quarkus.runtime.QuarkusApplication;

/** Serves inside the started application, until it is told to stop. */
public class CommandRunner implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger("bridgehead");
    private static final int START_FAILED = 1;

    private final Event<Serving> serving;
    private final Instance<CamelRuntime> routes;
    private final Instance<CamelContext> camel;
    private final Instance<BridgeCatalog> catalog;
    private final Instance<EventRecorder> events;

    CommandRunner(Instance<CamelRuntime> routes, Event<Serving> serving, Instance<CamelContext> camel,
            Instance<BridgeCatalog> catalog, Instance<EventRecorder> events) {
        this.serving = serving;
        this.routes = routes;
        this.camel = camel;
        this.catalog = catalog;
        this.events = events;
    }

    @Override
    public int run(String... arguments) {
        return BridgeheadCommand
                .commandLine(this::serve, CommandRunner::elsewhere, CommandRunner::elsewhere, CommandRunner::elsewhere,
                        this::check)
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

    /** Starts one bridge, without conferences, and runs the checks on it. */
    private int check(String bridge, CheckedBridge.Checks checks) {
        try {
            serving.fire(new Serving());
            routes.get().start();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(StartFailure.explain(e), e);
        }
        if (camel.get().getRoute("bridge-" + bridge) == null) {
            throw new IllegalArgumentException("There is no bridge " + bridge + ". The configuration has "
                    + String.join(", ", new TreeSet<>(catalog.get().bridges())) + ".");
        }
        ProducerTemplate route = camel.get().createProducerTemplate();
        return checks.run(command -> tell(route, bridge, command), events.get());
    }

    private static BridgeLegs tell(ProducerTemplate route, String bridge, BridgeCommand command) {
        Exchange told = route.request("direct:bridge-" + bridge, exchange -> exchange.getIn().setBody(command));
        if (told.getException() instanceof RuntimeException e) {
            throw e;
        }
        if (told.getException() != null) {
            throw new IllegalStateException(told.getException().getMessage(), told.getException());
        }
        return told.getMessage().getBody() instanceof BridgeLegs legs ? legs : null;
    }

    private static <T> T elsewhere() {
        throw new IllegalStateException("This command runs without the server");
    }
}
