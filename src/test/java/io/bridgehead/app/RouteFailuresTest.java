package io.bridgehead.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.store.StoreUnavailableException;

/** What fails in a route that another one calls is dealt with as the calling route's file says. */
class RouteFailuresTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> done = new ArrayList<>();
    private boolean hangsUp;

    /** Stands for the beans of routes 12 and 13. */
    public class Intake {

        public boolean isReachedElsewhere() {
            return false;
        }

        public List<Object> keptForReceiver() {
            return List.of();
        }
    }

    private void bind(String name, Processor step) {
        camel.getRegistry().bind(name, step);
    }

    /** Stands for the beans of route 50. */
    public class Bridge {

        public boolean isCurrent() {
            return true;
        }

        public void prepare(Exchange exchange) {
            exchange.setVariable("bridge", "direct:bridge-embedded");
        }

        public void execute() {
            throw new BridgeUnavailableException();
        }

        public void reportUnavailable() {
            done.add("reported");
        }

        public void keepHangUp() {
            if (hangsUp) {
                throw new BridgeUnavailableException();
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bridgehead.roles", "im-server,conference-service,bridge");
        camel.getPropertiesComponent().setOverrideProperties(properties);
        Intake intake = new Intake();
        camel.getRegistry().bind("messageIntake", intake);
        camel.getRegistry().bind("offlineMessages", intake);
        for (String step : List.of("authenticateSender", "limitRate", "readReceiver", "signIdentity", "noteDelivered",
                "noteFailed",
                "refreshAccounts")) {
            bind(step, exchange -> {
            });
        }
        bind("logMessage", exchange -> done.add("logged"));
        bind("locateReceiver", exchange -> exchange.setVariable("away", true));
        bind("keepMessage", exchange -> {
            throw new StoreUnavailableException("gone", null);
        });
        bind("noteRefused", exchange -> done.add("noted"));
        camel.getRegistry().bind("keptDelivery", Executors.newSingleThreadExecutor());
        Bridge bridge = new Bridge();
        camel.getRegistry().bind("bridgeDispatch", bridge);
        camel.getRegistry().bind("embeddedBridge", bridge);
        for (String file : List.of("90-error-answers", "12-message", "13-kept-messages", "50-bridge-dispatch",
                "bridges/embedded")) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(
                    PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/" + file + ".yaml"));
        }
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aMessageThatCannotBeKeptIsNotedAndAnswered503() {
        Exchange result = run("direct:message");

        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getHeader(SipConstants.RESPONSE_CODE)).isEqualTo("503");
        assertThat(result.getMessage().getHeader("CamelSipHeader.Retry-After")).isEqualTo("5");
        assertThat(done).containsExactly("logged", "noted");
    }

    @Test
    void aBridgeThatCannotBeReachedIsReportedAndItsOrderNotTriedAgain() {
        Exchange result = run("direct:bridge-dispatch");

        assertThat(result.getException()).isNull();
        assertThat(done).containsExactly("reported");
    }

    @Test
    void anOrderThatHangsUpComesAgainUntilItsBridgeIsBack() {
        hangsUp = true;

        Exchange result = run("direct:bridge-dispatch");

        assertThat(result.getException()).isInstanceOf(BridgeUnavailableException.class);
        assertThat(done).containsExactly("reported");
    }

    private Exchange run(String route) {
        return camel.createProducerTemplate().request(route, exchange -> {
        });
    }
}
