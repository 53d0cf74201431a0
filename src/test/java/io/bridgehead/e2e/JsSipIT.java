package io.bridgehead.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.BrowserClient;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.Soap;

/** A browser's SIP stack over WebSocket is as good a client as any. */
class JsSipIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A003", "A006" })
    void createsAConferenceAndSeesItsStatuses() {
        String body = Soap.createConference(Soap.messageId(), SCENE.carol().uri(), SCENE.alice().uri());
        BrowserClient browser = SCENE.keep(
                new BrowserClient(SCENE.product.webSocket(), Product.DOMAIN, "carol", Scene.PASSWORD, body));

        browser.await("registered");
        browser.await("answered", "200");
        browser.await("createConferenceResponse");
        browser.await("reportStatus", "state>alerting<");
        browser.await("reportStatus", "state>connected<");
        SCENE.carol().awaitHears(SCENE.alice());
    }

    @Test
    @Feature("A008")
    void isToldThatItsPasswordIsWrong() {
        BrowserClient browser = SCENE.keep(
                new BrowserClient(SCENE.product.webSocket(), Product.DOMAIN, "carol", "guessed", ""));

        browser.await("failed", "401");
    }
}
