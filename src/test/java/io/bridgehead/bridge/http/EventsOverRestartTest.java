package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Threat;

/** A bridge reports, Bridgehead is killed and starts again: the bridge offers nothing twice, and nothing may be missing. */
class EventsOverRestartTest {

    private final PartnerBridge partner = new PartnerBridge();
    private final Map<String, EventMarks.Mark> durable = new ConcurrentHashMap<>();
    private PartnerRoutes routes;

    private final class Marks implements EventMarks {

        @Override
        public Optional<Mark> find(String bridge) {
            return Optional.ofNullable(durable.get(bridge));
        }

        @Override
        public void note(String bridge, Mark mark) {
            durable.put(bridge, mark);
        }
    }

    @BeforeEach
    void start() throws Exception {
        routes = new PartnerRoutes(InetAddress::isLoopbackAddress, new Marks()).with("acme", partner.url(),
                Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        routes.close();
        partner.close();
    }

    private void restart() throws Exception {
        routes.close();
        start();
    }

    @SafeVarargs
    private void report(Map<String, Object>... events) {
        byte[] bytes = partner.batchOf(List.of(events)).getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.now();
        Exchange answer = routes.post("/bridges/acme/events", "b1", now,
                new WebhookSignature(PartnerBridge.SECRET).sign("b1", now, bytes), bytes);
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(204);
    }

    private List<String> taken() {
        return routes.events.stream().map(event -> event.kind().word() + " " + event.leg()).toList();
    }

    private void awaitTaken(String... events) {
        Awaitility.await().until(() -> taken().containsAll(List.of(events)));
    }

    @Test
    @Threat(25)
    void whatHappenedWhileNobodyListenedIsAskedForAndWhatWasTakenIsNot() throws Exception {
        report(partner.happens("ringing", "c1.p1.1"));
        partner.happens("answered", "c1.p1.1");

        restart();
        routes.watch.look();

        awaitTaken("answered c1.p1.1");
        assertThat(partner.requests()).containsExactly("GET /api/events?after=1");
        assertThat(taken()).containsExactly("answered c1.p1.1");
    }

    @Test
    @Threat(25)
    void whatHappenedMeanwhileIsMissedAlsoWhenTheBridgeSpeaksFirst() throws Exception {
        report(partner.happens("ringing", "c1.p1.1"));
        partner.happens("answered", "c1.p1.1");

        restart();
        report(partner.happens("left", "c1.p1.1"));

        awaitTaken("answered c1.p1.1", "left c1.p1.1");
    }

    @Test
    @Threat(25)
    void aGapThatWasOpenAtTheCrashIsFilled() throws Exception {
        report(partner.happens("ringing", "c1.p1.1"));
        partner.happens("answered", "c1.p1.1");
        partner.stop();
        report(partner.happens("progress", "c1.p2.1"));
        assertThat(durable.get("acme").number()).isEqualTo(1);

        restart();
        partner.start();
        routes.watch.look();

        // The last was taken before the crash. Taken again it changes nothing, which the property tests of the core prove.
        awaitTaken("answered c1.p1.1", "progress c1.p2.1");
    }

    @Test
    @Threat(12)
    void anEventThatIsOfferedAgainAfterTheCrashIsTakenOnceMore() throws Exception {
        Map<String, Object> ringing = partner.happens("ringing", "c1.p1.1");
        report(ringing);

        restart();
        report(ringing);
        report(ringing);

        assertThat(taken()).as("after the crash").containsExactly("ringing c1.p1.1");
    }

    @Test
    @Threat(25)
    void aBridgeThatCountedAnewMeanwhileIsAskedFromItsBeginning() throws Exception {
        report(partner.happens("ringing", "c1.p1.1"), partner.happens("answered", "c1.p1.1"));
        partner.countAnew("e2");
        partner.happens("left", "c1.p1.1");

        restart();
        routes.watch.look();

        awaitTaken("left c1.p1.1");
        assertThat(partner.requests()).containsExactly("GET /api/events?after=2", "GET /api/events?after=0");
        assertThat(durable).containsEntry("acme", new EventMarks.Mark("e2", 1));
    }

    @Test
    @Threat(12)
    void aBridgeThatCountsAnewWithoutSayingSoIsFoundOut() throws Exception {
        report(partner.happens("ringing", "c1.p1.1"), partner.happens("answered", "c1.p1.1"));
        partner.countAnew("e1");
        partner.happens("left", "c1.p1.1");

        routes.watch.ask(routes.bridges.find("acme").orElseThrow());

        awaitTaken("left c1.p1.1");
    }
}
