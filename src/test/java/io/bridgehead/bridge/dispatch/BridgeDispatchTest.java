package io.bridgehead.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.LegEvent;
import io.bridgehead.conference.LegId;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** What becomes of an order whose bridge cannot be reached. */
class BridgeDispatchTest {

    private final List<LegEvent> observed = new ArrayList<>();
    private final BridgeDispatch dispatch = new BridgeDispatch(
            new BridgeCatalog(Set.of("acme"), "acme", List.of(), Map.of()), conferences(), Clock.systemUTC());
    private Instant endedAt;

    private static Exchange exchange(BridgeOrder.Kind kind) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("order",
                new BridgeOrder(kind, "acme", "c1", new LegId("c1", "p1", 1), null, null, null, null, 1));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new BridgeUnavailableException("It is being maintained"));
        return exchange;
    }

    @Test
    @Feature("A135")
    void aConferenceThatGoesOnEndsAndOneThatHasEndedIsLeftAlone() {
        dispatch.reportUnavailable(exchange(BridgeOrder.Kind.DIAL));
        assertThat(observed).singleElement().extracting(event -> event.cause().text()).isEqualTo("It is being maintained");

        endedAt = Instant.now();
        dispatch.reportUnavailable(exchange(BridgeOrder.Kind.HANG_UP));
        assertThat(observed).hasSize(1);
    }

    @ParameterizedTest
    @Threat(26)
    @EnumSource(value = BridgeOrder.Kind.class, names = { "HANG_UP", "END" })
    void whatHangsUpComesAgainForADay(BridgeOrder.Kind kind) {
        assertThatThrownBy(() -> dispatch.keepHangUp(exchange(kind))).isInstanceOf(BridgeUnavailableException.class);
        endedAt = Instant.now().minus(Duration.ofHours(23));
        assertThatThrownBy(() -> dispatch.keepHangUp(exchange(kind))).isInstanceOf(BridgeUnavailableException.class);
        endedAt = Instant.now().minus(Duration.ofHours(25));
        assertThatCode(() -> dispatch.keepHangUp(exchange(kind))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(value = BridgeOrder.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = { "HANG_UP", "END" })
    void nothingElseComesAgain(BridgeOrder.Kind kind) {
        assertThatCode(() -> dispatch.keepHangUp(exchange(kind))).doesNotThrowAnyException();
    }

    private ConferenceService conferences() {
        return (ConferenceService) Proxy.newProxyInstance(BridgeDispatchTest.class.getClassLoader(),
                new Class<?>[] { ConferenceService.class }, (proxy, method, arguments) -> {
                    if (method.getName().equals("endedAt")) {
                        return Optional.ofNullable(endedAt);
                    }
                    observed.add((LegEvent) arguments[0]);
                    return null;
                });
    }
}
