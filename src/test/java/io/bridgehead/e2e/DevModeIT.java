package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.DevMode;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;

/** The README's "change one thing": a route file is edited while the product runs, and the answer changes. */
@DisabledIfSystemProperty(named = "bridgehead.test.product", matches = ".*-runner", disabledReason = "Development is on the JVM")
class DevModeIT {

    private static final String ROUTE = "src/main/resources/routes/12-message.yaml";

    @Test
    void anEditedAnswerTakesEffectOnSave(@TempDir Path checkout) {
        try (DevMode dev = new DevMode(checkout)) {
            dev.awaitWelcome();
            assertThat(answerToUnknownReceiver(dev)).isEqualTo("SIP/2.0 404 Nobody here has that name");

            dev.edit(ROUTE, "Nobody here has that name", "Whoever that may be");

            Awaitility.await().atMost(60, TimeUnit.SECONDS).pollInterval(1, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(
                    () -> assertThat(answerToUnknownReceiver(dev)).isEqualTo("SIP/2.0 404 Whoever that may be"));
        }
    }

    private static String answerToUnknownReceiver(DevMode dev) {
        try (SipWire carol = new SipWire(dev.sip(), Product.DOMAIN)) {
            return carol.exchange(carol.message("carol", "nobody", "text/plain", "hello"), "carol", Scene.PASSWORD)
                    .startLine();
        }
    }
}
