package io.bridgehead.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.apache.camel.Exchange;
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

    /** Stands for the beans of route 12. */
    public class Intake {

        public void authenticateAtProxy() {
            // everybody may pass
        }

        public void message() {
            // nobody has a limit
        }

        public void address() {
            // to whomever
        }

        public void log() {
            done.add("logged");
        }

        public void locate(Exchange exchange) {
            exchange.getIn().setHeader(SipConstants.TARGETS, List.of());
        }

        public void keep() {
            throw new StoreUnavailableException("gone", null);
        }

        public void refused() {
            done.add("noted");
        }
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
    }

    @BeforeEach
    void start() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bridgehead.roles", "im-server,conference-service,bridge");
        camel.getPropertiesComponent().setOverrideProperties(properties);
        Intake intake = new Intake();
        camel.getRegistry().bind("authentication", intake);
        camel.getRegistry().bind("rateLimit", intake);
        camel.getRegistry().bind("messageIntake", intake);
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

    private Exchange run(String route) {
        return camel.createProducerTemplate().request(route, exchange -> {
        });
    }
}
