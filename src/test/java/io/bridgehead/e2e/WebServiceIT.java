package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
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

    @Test
    @Feature("A025")
    void aCommandThatNobodySignedIsAFaultAndNoCall() {
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));

        var answer = Soap.post(SCENE.product.http("/services/conference"),
                Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri()));

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
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
