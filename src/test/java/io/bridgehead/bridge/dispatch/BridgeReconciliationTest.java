package io.bridgehead.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.conference.ActiveConference;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.test.Threat;

/** Who is asked which calls it has. */
class BridgeReconciliationTest {

    private static final List<ActiveConference> ACTIVE = List.of(new ActiveConference("c1", "hung"),
            new ActiveConference("c2", "hung"), new ActiveConference("c3", "acme"));

    private final BridgeReconciliation reconciliation = new BridgeReconciliation(
            new BridgeCatalog(Set.of("acme", "hung"), "acme", List.of(), Map.of()), conferences(), Clock.systemUTC());

    private Exchange ask(ActiveConference conference) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        reconciliation.ask(exchange, conference);
        return exchange;
    }

    private void unanswered(Exchange exchange, Exception failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        reconciliation.unanswered(exchange);
    }

    @Test
    @Threat(26)
    void aBridgeThatDoesNotAnswerIsWaitedForOnceInARoundSoThatOthersAreSettledInTime() {
        assertThat(reconciliation.active()).isEqualTo(ACTIVE);
        unanswered(ask(ACTIVE.get(0)), new IOException("Read timed out"));

        assertThatThrownBy(() -> ask(ACTIVE.get(1))).isInstanceOf(BridgeUnavailableException.class);
        assertThat(ask(ACTIVE.get(2)).getIn().getBody()).isEqualTo(new BridgeCommand.ListLegs("c3"));

        reconciliation.active();
        assertThat(ask(ACTIVE.get(1)).getIn().getBody()).isEqualTo(new BridgeCommand.ListLegs("c2"));
    }

    @Test
    void whatGoesWrongWithOneConferenceSaysNothingAboutItsBridge() {
        reconciliation.active();
        unanswered(ask(ACTIVE.get(0)), new IllegalStateException("too busy"));

        assertThat(ask(ACTIVE.get(1)).getIn().getBody()).isEqualTo(new BridgeCommand.ListLegs("c2"));
    }

    private static ConferenceService conferences() {
        return (ConferenceService) Proxy.newProxyInstance(BridgeReconciliationTest.class.getClassLoader(),
                new Class<?>[] { ConferenceService.class }, (proxy, method, arguments) -> ACTIVE);
    }
}
