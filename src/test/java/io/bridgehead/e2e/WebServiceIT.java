package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;

/** The web services as another vendor's software meets them over HTTP. */
class WebServiceIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @ParameterizedTest
    @ValueSource(strings = { "conference", "conference-reporting" })
    @Feature("A051")
    void theirDefinitionIsPublished(String service) {
        var answer = Soap.get(SCENE.product.http("/services/" + service + "?wsdl"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("definitions", "urn:bridgehead:" + service + ":1");
    }

    /** Anybody may read the WSDL and knock; only the conference service may say what telephones do. */
    @Test
    @Feature("A025")
    void aStatusThatTheConferenceServiceDidNotSignReachesNobody() {
        SipWire carol = SCENE.wire("carol");
        String forged = Soap.reportStatus("c1", Product.address("carol"), "Your telephone is on fire");
        String basic = Base64.getEncoder().encodeToString(("carol:" + Scene.PASSWORD).getBytes(StandardCharsets.UTF_8));
        URI service = SCENE.product.http("/services/conference-reporting");

        assertThat(Soap.post(service, forged).statusCode()).isEqualTo(401);
        assertThat(Soap.post(service, forged, "Basic " + basic).statusCode()).isEqualTo(401);

        // What comes after shows that it would have come by now.
        carol.exchange(carol.message("carol", "carol", "text/plain", "the end"), "carol", Scene.PASSWORD);
        carol.awaitMessage("the end");
        assertThat(carol.received()).noneMatch(message -> message.body().contains("on fire"));
    }

    @Test
    void aCommandThatNobodySignedIsAFaultAndNoCall() {
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));

        var answer = Soap.post(SCENE.product.http("/services/conference"),
                Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Fault");
        assertThat(telephone.requests()).isEmpty();
    }

    @Test
    void aDocumentTypeIsAFault() {
        var answer = Soap.post(SCENE.product.http("/services/conference"),
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + Soap.createConference(Soap.messageId(), "sip:a@127.0.0.1:9", "&e;"));

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("root:");
    }
}
