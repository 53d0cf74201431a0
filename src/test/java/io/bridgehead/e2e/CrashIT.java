package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;

/** What was answered survives kill -9. */
class CrashIT {

    private static final String PATTERN = "camel.main.routes-include-pattern";
    private static final String DISPATCH = "classpath:routes/50-bridge-dispatch.yaml";
    private static final String FIRST_STEP = "      steps:\n";
    private static final String DELAY = """
                    - delay:
                        expression:
                          constant:
                            expression: "20000"
            """;

    private final Product product = Product.withDemoAccounts();

    @TempDir
    Path directory;

    private WireTelephone initiator;
    private WireTelephone participant;
    private String routes;

    @BeforeEach
    void bridgeThatIsSlowToStart() throws IOException {
        initiator = new WireTelephone(WireTelephone.Behaviour.ANSWERS);
        participant = new WireTelephone(WireTelephone.Behaviour.ANSWERS);
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        routes = properties.getProperty(PATTERN);
        // An operator's edited copy of the route: time enough to die between the answer and the first INVITE.
        String dispatch = Files.readString(Path.of("src/main/resources/routes/50-bridge-dispatch.yaml"));
        Path slow = Files.writeString(directory.resolve("50-bridge-dispatch.yaml"),
                dispatch.replaceFirst(FIRST_STEP, FIRST_STEP + DELAY));
        assertThat(routes).contains(DISPATCH);
        product.set(PATTERN, routes.replace(DISPATCH, "file:" + slow)).start();
    }

    @AfterEach
    void close() {
        product.close();
        initiator.close();
        participant.close();
    }

    private SipWire carol() {
        SipWire carol = new SipWire(product.sip(), Product.DOMAIN);
        carol.register("carol", Scene.PASSWORD);
        return carol;
    }

    @Test
    void betweenTheAnswerAndTheFirstInviteTheCallIsPlacedOnceAfterwards() {
        try (SipWire carol = carol()) {
            assertThat(carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                    Soap.createConference(Soap.messageId(), initiator.uri(), participant.uri())), "carol", Scene.PASSWORD)
                    .status()).isEqualTo(200);
            product.kill9();
        }
        assertThat(initiator.requests()).isEmpty();

        product.set(PATTERN, routes).restart();

        try (SipWire carol = carol()) {
            // Who comes back gets a snapshot of what was told meanwhile.
            carol.awaitMessage("id>p1<", "state>connected<");
            carol.awaitMessage("id>p2<", "state>connected<");
        }
        assertThat(initiator.calls()).hasSize(1);
        assertThat(participant.calls()).hasSize(1);
    }

    @Test
    void whileTelephonesRingNobodyIsCalledTwice() {
        product.stop();
        product.set(PATTERN, routes).restart();
        try (SipWire carol = carol()) {
            carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                    Soap.createConference(Soap.messageId(), initiator.uri(), participant.uri())), "carol", Scene.PASSWORD);
            Awaitility.await().until(() -> initiator.saw("INVITE"));
            product.kill9();
        }

        product.restart();

        try (SipWire carol = carol()) {
            carol.awaitMessage("id>p1<");
        }
        assertThat(initiator.calls()).hasSize(1);
    }
}
