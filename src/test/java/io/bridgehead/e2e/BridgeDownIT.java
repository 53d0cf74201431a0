package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.RefusedMessages;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;

/** No process holds the role of the bridge: the client hears of it, and is not left waiting. */
class BridgeDownIT {

    @RegisterExtension
    static final Scene SCENE = new Scene(
            Product.withDemoAccounts().set("bridgehead.roles", "im-server,gateway,conference-service"));

    @Test
    void theClientSaysWhatToDoAndEnds() {
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        Client client = SCENE.start(telephone.uri(), telephone.uri().replace("sip:", "sip:other-"));

        client.awaitLine("Refused the conference: The conference bridge cannot be reached. Try again in a minute.",
                "(bridge-unavailable)");
        assertThat(client.exitCode()).isEqualTo(7);
        assertThat(telephone.requests()).isEmpty();
    }

    @Test
    void theCommandGetsAFaultAndNoCallIsMade() {
        Instant begin = Instant.now();
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        SipWire carol = SCENE.wire("carol");

        SipText answer = carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri())), "carol", Scene.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(carol.awaitMessage("Fault").body()).contains("bridge-unavailable");
        assertThat(new RefusedMessages(SCENE.product).since(begin)).last().asInstanceOf(MAP)
                .containsEntry("code", "bridge-unavailable").containsEntry("user", "carol@" + Product.DOMAIN);
        assertThat(telephone.requests()).isEmpty();
    }
}
