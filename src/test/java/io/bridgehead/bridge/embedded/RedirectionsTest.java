package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.DialPlan;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** A telephone may send our call on to another one, within the dial plan and never at our cost. */
@Feature("A048")
class RedirectionsTest {

    private final List<WireTelephone> phones = new ArrayList<>();
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final WireTelephone carrier = phone(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
    private final WireTelephone target = phone(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
    private final EmbeddedBridge bridge = new EmbeddedBridge(EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                    MediaConfig.on("127.0.0.1").withPorts(0, 0))
            .withTrunk(new Trunk(new Destination(SipTransport.UDP,
                    "127.0.0.1", carrier.address().getPort()), "carrier.example", null, null, null, 10))
            .withRedirects(new DialPlan("00", List.of("+49"), List.of("+49900"), List.of("112"), true, List.of("127.0.0.1"))),
            events::add);

    @AfterEach
    void close() {
        bridge.close();
        phones.forEach(WireTelephone::close);
    }

    @Test
    void areFollowedAsOneCall() {
        dial(redirecting("<" + target.uri() + ">"));

        await().until(() -> told(BridgeEventKind.ANSWERED) != null);
        assertThat(events).extracting(BridgeEvent::kind).containsExactly(BridgeEventKind.PROGRESS, BridgeEventKind.RINGING,
                BridgeEventKind.ANSWERED);
        bridge.execute(new BridgeCommand.HangUp(leg(), "removed"));
        await().until(() -> target.saw("BYE"));
    }

    @Test
    void areFollowedTwiceAtMost() {
        WireTelephone third = redirecting("<" + target.uri() + ">");
        WireTelephone second = redirecting("<" + third.uri() + ">");
        dial(redirecting("<" + second.uri() + ">"));

        await().until(() -> told(BridgeEventKind.REFUSED) != null);
        assertThat(told(BridgeEventKind.REFUSED).cause().code()).isEqualTo(302);
        assertThat(third.saw("INVITE")).isTrue();
        assertThat(target.requests()).isEmpty();
    }

    @Test
    void toOneselfEndAtOnce() {
        List<String> itself = new ArrayList<>();
        WireTelephone circle = phone(new WireTelephone((invite, contact) -> List
                .of(invite.response("302 Moved Temporarily", "wire", itself.get(0), ""))));
        itself.add("Contact: <" + circle.uri() + ">\r\n");
        dial(circle);

        await().until(() -> told(BridgeEventKind.REFUSED) != null);
        assertThat(circle.calls()).hasSize(1);
    }

    @Test
    @Threat(16)
    void areNotFollowedToWhatMayNotBeCalledNorToTheTrunk() {
        int attempt = 1;
        for (String contact : List.of("<tel:+49900123456>", "<tel:+12125550100>", "<tel:+4930123456>", "<sip:112@127.0.0.1>",
                "<sip:+49900123456@127.0.0.1>", "<sip:bob@elsewhere.example>", "<http://127.0.0.1/>", "*")) {
            events.clear();
            dial(redirecting(contact), attempt++);

            await().until(() -> told(BridgeEventKind.REFUSED) != null);
            assertThat(told(BridgeEventKind.REFUSED).cause().code()).as(contact).isEqualTo(302);
        }
        assertThat(carrier.requests()).isEmpty();
    }

    @Test
    void endWhenTheCallIsHungUpMeanwhile() {
        WireTelephone rings = phone(new WireTelephone(WireTelephone.Behaviour.RINGS));
        dial(redirecting("<" + rings.uri() + ">"));
        await().until(() -> told(BridgeEventKind.RINGING) != null);
        bridge.execute(new BridgeCommand.HangUp(leg(), "removed"));

        await().until(() -> told(BridgeEventKind.REFUSED) != null);
        assertThat(rings.saw("CANCEL")).isTrue();
        assertThat(rings.requests().stream().filter(request -> request.method().equals("CANCEL")).findFirst().orElseThrow()
                .header("Reason")).isEqualTo("Q.850;cause=16");
    }

    private WireTelephone redirecting(String contact) {
        return phone(WireTelephone.refusing("302 Moved Temporarily", "Contact: " + contact + "\r\n"));
    }

    private WireTelephone phone(WireTelephone phone) {
        phones.add(phone);
        return phone;
    }

    private void dial(WireTelephone first) {
        dial(first, 1);
    }

    private void dial(WireTelephone first, int attempt) {
        if (!bridge.isAvailable()) {
            bridge.start();
        }
        bridge.execute(new BridgeCommand.Dial(new LegId("c1", "p1", attempt), first.uri(), "Ann", "Budget"));
    }

    private static LegId leg() {
        return new LegId("c1", "p1", 1);
    }

    private BridgeEvent told(BridgeEventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst().orElse(null);
    }
}
