package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.store.StoreUnavailableException;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Threat;

/** What bridges report over HTTP: taken once, and only from the bridge whose conference it is. */
class BridgeCallbacksTest {

    private static final String PATH = "/bridges/acme/events";
    private static final String OTHERS = "the secret of some other bridge, of which there are many";

    private final PartnerBridge partner = new PartnerBridge();
    private PartnerRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new PartnerRoutes(InetAddress::isLoopbackAddress).with("acme", partner.url(), Duration.ofMinutes(1));
        routes.bridges.put(new HttpBridge("other", new WebhookSignature(OTHERS), Duration.ofMinutes(1), false));
    }

    @AfterEach
    void stop() {
        routes.close();
        partner.close();
    }

    private int post(String path, String secret, Instant time, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Exchange answer = routes.post(path, "b1", time, new WebhookSignature(secret).sign("b1", time, bytes), bytes);
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    @SafeVarargs
    private int report(Map<String, Object>... events) {
        return post(PATH, PartnerBridge.SECRET, Instant.now(), PartnerBridge.batch(List.of(events)));
    }

    private List<String> taken() {
        return routes.events.stream().map(event -> event.kind().word() + " " + event.leg()).toList();
    }

    @Test
    void eventsAreTakenInTheirOrder() {
        assertThat(report(partner.happens("ringing", "c1.p1.1"), partner.happens("answered", "c1.p1.1"))).isEqualTo(204);

        assertThat(taken()).containsExactly("ringing c1.p1.1", "answered c1.p1.1");
    }

    @Test
    @Threat(12)
    void forgedCallbacksAreRefused() {
        String body = PartnerBridge.batch(List.of(partner.happens("left", "c1.p1.1")));

        assertThat(post(PATH, OTHERS, Instant.now(), body)).isEqualTo(401);
        assertThat(post(PATH, PartnerBridge.SECRET, Instant.now().minusSeconds(301), body)).isEqualTo(401);
        Exchange unsigned = routes.post(PATH, "b1", Instant.now(), null, body.getBytes(StandardCharsets.UTF_8));
        assertThat(unsigned.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(401);
        assertThat(unsigned.getMessage().getHeaders()).doesNotContainKey("webhook-signature");
        assertThat(taken()).isEmpty();
    }

    @Test
    @Threat(12)
    void aReplayedCallbackIsTakenOnce() {
        Map<String, Object> ringing = partner.happens("ringing", "c1.p1.1");

        assertThat(report(ringing)).isEqualTo(204);
        assertThat(report(ringing)).isEqualTo(204);
        assertThat(taken()).hasSize(1);
    }

    @Test
    @Threat(12)
    void reorderedCallbacksAreAllTakenOnceAndGapsAreFilled() {
        Map<String, Object> ringing = partner.happens("ringing", "c1.p1.1");
        Map<String, Object> lost = partner.happens("answered", "c1.p1.1");
        Map<String, Object> left = partner.happens("left", "c1.p1.1");

        assertThat(report(ringing)).isEqualTo(204);
        assertThat(report(left)).isEqualTo(204);
        Awaitility.await().until(() -> taken().contains("answered c1.p1.1"));
        assertThat(partner.requests()).contains("GET /api/events?after=1");
        assertThat(report(lost)).isEqualTo(204);
        assertThat(taken()).hasSize(3);
    }

    @Test
    void aGapOfABridgeThatKeepsNoEventsIsNotAskedForAgain() {
        partner.keepNoEvents();
        Map<String, Object> ringing = partner.happens("ringing", "c1.p1.1");
        Map<String, Object> late = partner.happens("answered", "c1.p1.1");

        report(ringing);
        report(partner.happens("left", "c1.p1.1"));
        Awaitility.await().until(() -> partner.requests().contains("GET /api/events?after=1"));
        report(partner.happens("progress", "c1.p2.1"));
        report(late);

        assertThat(taken()).hasSize(4);
        assertThat(partner.requests()).hasSize(1);
    }

    @ParameterizedTest
    @Threat(12)
    @CsvSource({ "cX.p1.1", "nobody.p1.1" })
    void aBridgeReportsOnlyOnItsOwnConferences(String leg) {
        assertThat(report(partner.happens("ringing", "c1.p1.1"), partner.happens("left", leg))).isEqualTo(404);

        assertThat(taken()).isEmpty();
    }

    @Test
    @Threat(12)
    void whatAReplaySaysOfSomebodyElsesConferenceIsLeftOut() {
        report(partner.happens("ringing", "c1.p1.1"));
        partner.happens("left", "cX.p1.1");
        report(partner.happens("left", "c1.p1.1"));

        Awaitility.await().until(() -> !partner.requests().isEmpty());
        report(partner.happens("progress", "c1.p2.1"));
        assertThat(taken()).containsExactly("ringing c1.p1.1", "left c1.p1.1", "progress c1.p2.1");
    }

    @ParameterizedTest
    @CsvSource({ "/bridges/nobody/events", "/bridges/ACME/events", "/bridges/acme/events/more", "/bridges//events" })
    void anUnknownBridgeIsNotFound(String path) {
        assertThat(post(path, PartnerBridge.SECRET, Instant.now(), "{}")).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{}", "[]", "null", "''", "{\"events\":[{\"number\":1}]}", "not json" })
    void whatIsNoBatchIsRefusedForEver(String body) {
        assertThat(post(PATH, PartnerBridge.SECRET, Instant.now(), body)).isEqualTo(400);
    }

    @Test
    void tooMuchIsRefused() {
        assertThat(post(PATH, PartnerBridge.SECRET, Instant.now(), " ".repeat(BridgeCallbacks.MAX_BODY + 1))).isEqualTo(413);
    }

    @Test
    void whatCannotBeKeptIsToBeOfferedAgain() {
        Map<String, Object> ringing = partner.happens("ringing", "c1.p1.1");
        routes.trouble = new StoreUnavailableException("away", null);

        assertThat(report(ringing)).isEqualTo(503);
        routes.trouble = null;
        assertThat(report(ringing)).isEqualTo(204);
        assertThat(routes.events).singleElement().extracting("kind").isEqualTo(BridgeEventKind.RINGING);
    }
}
