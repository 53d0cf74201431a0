package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** No password, no PIN and no telephone number is in the ordinary log, however much it is made to tell. */
class SecretsIT {

    private static final String PASSWORD = "canary-Pw7";
    private static final String WRONG = "canary-Wrong8";
    private static final String NUMBER = "493055501742";
    private static final String PIN = "90412387";

    @RegisterExtension
    static final Scene SCENE = new Scene(
            Product.withDemoAccounts().set("quarkus.log.category.\"io.bridgehead\".level", "DEBUG"));

    @Test
    @Threat(15)
    void areNotInTheLogAtDebug() {
        SCENE.product.run("account", "add", "eve", "--password", PASSWORD);
        WireTelephone numbered = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        SipWire eve = SCENE.unknownWire();
        eve.register("eve", PASSWORD);

        aConference(eve, numbered);
        refusals(eve);
        overHttp();

        SCENE.product.stop();
        assertThat(SCENE.product.log()).containsPattern("DEBUG .*Leg .* is over").contains("WRONG_CREDENTIALS")
                .doesNotContain(PASSWORD, WRONG, NUMBER, PIN)
                .doesNotContain(basic("eve", PASSWORD).substring(6), basic("eve", WRONG).substring(6))
                .doesNotContainIgnoringCase("response=\"").doesNotContainIgnoringCase("authorization:")
                .doesNotContainIgnoringCase("digest username");
    }

    /** All goes well: a telephone whose address is a number, a message with a PIN, and a number that has no trunk. */
    private static void aConference(SipWire eve, WireTelephone numbered) {
        String me = numbered.uri().replace("wire@", "+" + NUMBER + "@");
        eve.exchange(eve.message("eve", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), me, "tel:+" + NUMBER)), "eve", PASSWORD);
        eve.awaitMessage("reportStatus", "id>p1<", "state>connected<");
        eve.awaitMessage("reportStatus", "id>p2<", "state>disconnected<");
        eve.exchange(eve.message("eve", "alice", "text/plain", "My PIN is " + PIN + ", my number " + NUMBER), "eve", PASSWORD);
    }

    private static void refusals(SipWire eve) {
        SipWire stranger = SCENE.unknownWire();
        stranger.exchange(stranger.register("eve"), "eve", WRONG);
        stranger.exchange(stranger.message("eve", "conference", "text/plain", PIN), "eve", WRONG);
        eve.exchange(eve.message("eve", "conference", Soap.CONTENT_TYPE, "<" + PIN), "eve", PASSWORD);
        eve.exchange(eve.message("eve", "+" + NUMBER, "text/plain", PIN), "eve", PASSWORD);
        eve.exchange(eve.message("eve", "conference", Soap.CONTENT_TYPE, Soap.envelope(Soap.messageId(), "createConference",
                "<pin>" + PIN + "</pin>")), "eve", PASSWORD);
        eve.exchange(eve.message("eve", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), "tel:" + NUMBER + "x", NUMBER + "@@")), "eve", PASSWORD);
        try (Client client = Client.run(SCENE.product.sip(), "eve", WRONG, "start", "--me", NUMBER, PIN)) {
            client.exitCode();
        }
    }

    private static void overHttp() {
        String envelope = Soap.createConference(Soap.messageId(), "tel:+" + NUMBER, PIN);
        Soap.post(SCENE.product.http("/services/conference"), envelope, basic("eve", WRONG));
        Soap.post(SCENE.product.http("/services/conference"), envelope, basic("eve", PASSWORD));
        Soap.post(SCENE.product.http("/services/conference"), envelope.replace("createConference", "create" + PIN),
                basic("eve", PASSWORD));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
