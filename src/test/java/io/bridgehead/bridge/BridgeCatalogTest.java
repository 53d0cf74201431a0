package io.bridgehead.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.conference.BridgeChoice;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.DialInOffer;
import io.bridgehead.conference.UnknownAccountException;
import io.bridgehead.test.Feature;

class BridgeCatalogTest {

    private static final String ALICE = "sip:alice@example.org";
    private static final DialInOffer DIAL_IN = new DialInOffer("+4930123456", null, 8, true);
    private final BridgeCatalog catalog = new BridgeCatalog(Set.of("embedded", "acme-1"), "embedded",
            List.of(new BridgeAccount("gold", "acme-1", Set.of(ALICE), 100)), Map.of("acme-1", DIAL_IN));

    @Test
    @Feature("A047")
    void theAccountSelectsTheBridge() {
        assertThat(catalog.choose(ALICE, null)).isEqualTo(new BridgeChoice(null, "embedded", 50));
        assertThat(catalog.choose(ALICE, "gold")).isEqualTo(new BridgeChoice("gold", "acme-1", 100, DIAL_IN));
    }

    @Test
    void anAccountIsOnlyForItsUsers() {
        assertThatThrownBy(() -> catalog.choose("sip:eve@example.org", "gold")).isInstanceOf(UnknownAccountException.class);
        assertThatThrownBy(() -> catalog.choose(ALICE, "silver")).isInstanceOf(UnknownAccountException.class);
    }

    @Test
    void knowsWhichBridgesWork() {
        catalog.mark("acme-1", false);
        catalog.mark("unheard-of", false);

        assertThat(catalog.available("acme-1")).isFalse();
        assertThat(catalog.available("embedded")).isTrue();
        assertThat(catalog.available("unheard-of")).isFalse();
        catalog.mark("acme-1", true);
        assertThat(catalog.available("acme-1")).isTrue();
    }

    @Test
    void aBridgeThatIsPartOfEachProcessIsKnownByTheProcess() {
        catalog.bind("embedded", "one");

        assertThat(catalog.choose(ALICE, null).bridge()).isEqualTo("embedded@one");
        assertThat(catalog.choose(ALICE, "gold").bridge()).isEqualTo("acme-1");
        assertThat(catalog.endpoint("embedded@one")).isEqualTo("direct:bridge-embedded");
        assertThat(catalog.reaches("embedded@one")).isTrue();
        assertThat(catalog.reaches("acme-1")).isTrue();
        assertThat(catalog.reaches("embedded@two")).isFalse();
        assertThat(catalog.available("embedded@two")).isTrue();
        catalog.mark("embedded", false);
        assertThat(catalog.available("embedded@one")).as("ours does not work").isFalse();
        assertThat(catalog.available("embedded@two")).as("that of another may").isTrue();
        catalog.goneProcesses(Set.of("two"));
        assertThat(catalog.available("embedded@two")).isFalse();
    }

    @Test
    void bridgesComeAndGo() {
        BridgeCatalog coming = new BridgeCatalog(Set.of("embedded"), "later",
                List.of(new BridgeAccount("gold", "acme", Set.of(), 10)), Map.of());

        assertThat(coming.missing()).containsExactly("acme", "later");
        assertThat(coming.available("acme")).isFalse();
        assertThatThrownBy(() -> coming.endpoint("acme")).isInstanceOf(BridgeUnavailableException.class);
        coming.add("acme");
        assertThat(coming.available("acme")).isTrue();
        assertThat(coming.endpoint("acme")).isEqualTo("direct:bridge-acme");
        assertThat(coming.missing()).containsExactly("later");
        coming.remove("acme");
        assertThat(coming.available("acme")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "file:/etc/passwd", "embedded?x=y", "", "EMBEDDED", "../embedded" })
    void makesAnEndpointOfKnownNamesOnly(String name) {
        assertThat(catalog.endpoint("acme-1")).isEqualTo("direct:bridge-acme-1");
        assertThatThrownBy(() -> catalog.endpoint(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BridgeCatalog(Set.of(name), name, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Feature("A147")
    void refusesDialInWithoutANumberOrWithAPinThatCanBeGuessed() {
        assertThatThrownBy(() -> new DialInOffer(null, null, 8, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DialInOffer("+4930123456", null, 5, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAConfigurationThatContradictsItself() {
        BridgeAccount lost = new BridgeAccount("gold", "No Where", Set.of(), 10);
        BridgeAccount gold = new BridgeAccount("gold", "embedded", Set.of(), 10);

        assertThatThrownBy(() -> new BridgeCatalog(Set.of("embedded"), "embedded", List.of(lost), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BridgeCatalog(Set.of("embedded"), "embedded", List.of(gold, gold), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BridgeAccount("gold", "embedded", Set.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
