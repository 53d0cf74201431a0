package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.media.codec.G711;
import io.bridgehead.sip.locate.FakeNameServer;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** Addresses of other domains are called at the servers that their domain names, in no network that is denied. */
class DomainCallsTest {

    private final FakeNameServer names = new FakeNameServer().host("inside.example", "127.0.0.1", 60);
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private EmbeddedBridge bridge;

    @AfterEach
    void close() {
        bridge.close();
        names.close();
    }

    @Test
    @Feature("A048")
    void findTheServerOfTheDomain() throws Exception {
        try (SipPhone phone = new SipPhone("ann", G711.PCMU, 440).answers()) {
            names.srv("_sip._udp.example.net", 1, 0, URI.create(phone.uri().replace("sip:", "sip://")).getPort(),
                    "inside.example");
            dial("sip:ann@example.net", Networks.NONE);

            await().until(() -> told(BridgeEventKind.ANSWERED) != null);
            assertThat(phone.ringing.join().invite().requestUri()).hasToString("sip:ann@example.net");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:ann@127.0.0.1:", "sip:ann@2130706433:", "sip:ann@[::ffff:127.0.0.1]:", "sip:ann@[::1]:",
            "sip:ann@inside.example:", "sip:ann@localhost:" })
    @Threat(13)
    void goToNoDeniedNetworkHoweverItIsWritten(String address) {
        try (WireTelephone inside = new WireTelephone(WireTelephone.Behaviour.RINGS)) {
            dial(address + inside.address().getPort(), Networks.of(List.of("127.0.0.0/8", "::1/128")));

            await().until(() -> told(BridgeEventKind.REFUSED) != null);
            Cause cause = told(BridgeEventKind.REFUSED).cause();
            assertThat(cause.code()).isEqualTo(604);
            assertThat(cause.text()).contains("none that may be called");
            assertThat(inside.requests()).isEmpty();
        }
    }

    private void dial(String address, Networks denied) {
        bridge = new EmbeddedBridge(EmbeddedBridgeConfig
                .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                        MediaConfig.on("127.0.0.1").withPorts(0, 0))
                .withServers(new LocateSettings(List.of(names.address()), Duration.ofMillis(500), Networks.NONE, denied)),
                events::add);
        bridge.start();
        bridge.execute(new BridgeCommand.Dial(new LegId("c1", "p1", 1), address, "Ann", "Budget"));
    }

    private BridgeEvent told(BridgeEventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst().orElse(null);
    }
}
