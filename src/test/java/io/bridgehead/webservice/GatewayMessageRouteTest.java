package io.bridgehead.webservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.TemporarilyUnavailableException;

/** What the gateway makes of an answer to its message: that it comes again, or that it does not. */
class GatewayMessageRouteTest {

    private static Routes routes;
    private static int answer;
    private static String retryAfter;
    private static int sent;
    private static volatile Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private static Duration answersAfter = Duration.ZERO;
    private static final List<String> BROUGHT_UP_TO_DATE = new ArrayList<>();

    private final Readers readers = routes.camel.getRegistry().lookupByNameAndType("readers", Readers.class);

    private final Silences silences = routes.camel.getRegistry().lookupByNameAndType("silences", Silences.class);

    /** The IM server and the devices behind it. */
    private static final class Sip extends DefaultComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            Processor device = exchange -> {
                sent++;
                now = now.plus(answersAfter);
                exchange.getMessage().setHeader("CamelSipResponseCode", answer);
                exchange.getMessage().setHeader("CamelSipHeader.Retry-After", retryAfter);
            };
            return new ProcessorEndpoint(uri, this, device);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        routes = new Routes()
                .beans(Map.of("readers", new Readers(clock), "silences", new Silences(clock, BROUGHT_UP_TO_DATE::add)))
                .property("bridgehead.gateway.user", "conference").property("bridgehead.domain", "example.org")
                .property("bridgehead.im-server.address", "127.0.0.1:9").property("bridgehead.gateway.password", "secret");
        routes.camel.addComponent("sip", new Sip());
        routes.start("81-gateway-messages.yaml", "90-error-answers.yaml");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @BeforeEach
    void reset() {
        retryAfter = null;
        sent = 0;
        answersAfter = Duration.ZERO;
        readers.registered("ann@example.org");
        silences.heardOf("ann@example.org");
        now = now.plusSeconds(1);
        BROUGHT_UP_TO_DATE.clear();
    }

    private Exception sendNews(int answered) {
        return send("direct:send-news-to-user", answered, "0");
    }

    private static Exception send(String route, int answered, String expires) {
        answer = answered;
        Exchange exchange = routes.camel.createProducerTemplate().request(route, out -> {
            out.setVariable("recipient", "ann@example.org");
            out.setVariable("expires", expires);
            out.getMessage().setBody(new byte[] { 1 });
        });
        return exchange.getException();
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 410, 481, 486, 493, 500, 501, 502, 504, 600, 603, 606 })
    void whatADeviceRefusesForGoodDoesNotComeAgain(int refusal) {
        assertThat(sendNews(refusal)).isNull();
        assertThat(send("direct:answer-sender", refusal, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 407, 408, 503 })
    void whatFailsOnTheWayComesAgain(int failure) {
        assertThat(sendNews(failure)).isInstanceOf(TemporarilyUnavailableException.class);
        assertThat(send("direct:answer-sender", failure, null)).isInstanceOf(TemporarilyUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 413, 429, 480, 486, 500, 504, 600, 603 })
    void whoSaysWhenToTryAgainIsSentAgainWhatIsNotOutOfDateByThen(int busy) {
        retryAfter = "7";

        assertThat(send("direct:send-news-to-user", busy, null)).isInstanceOf(TemporarilyUnavailableException.class);
        assertThat(sendNews(busy)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 405, 406, 415, 488, 501 })
    void whoCannotReadIsNotToldTheNext(int refusal) {
        retryAfter = "7";
        assertThat(sendNews(refusal)).isNull();
        assertThat(sendNews(200)).isNull();

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerTwiceIsAskedOnceInAWhileAndBroughtUpToDateWhenThereAgain() {
        answersAfter = Duration.ofSeconds(32);
        assertThat(sendNews(480)).isNull();
        now = now.plusSeconds(1);
        assertThat(sendNews(408)).isInstanceOf(TemporarilyUnavailableException.class);

        assertThat(sendNews(408)).as("passed over").isNull();
        assertThat(send("direct:send-news-to-user", 408, null)).as("the end of a conference is tried again")
                .isInstanceOf(TemporarilyUnavailableException.class);
        assertThat(sent).isEqualTo(2);
        send("direct:answer-sender", 200, null);
        assertThat(sent).as("who has sent something is there").isEqualTo(3);
        assertThat(BROUGHT_UP_TO_DATE).containsExactly("ann@example.org");
        assertThat(sendNews(200)).isNull();
        assertThat(sent).isEqualTo(4);
        assertThat(BROUGHT_UP_TO_DATE).hasSize(1);
    }

    @Test
    void whoIsSilentIsTriedAgainAfterAPauseByOneMessage() {
        answersAfter = Duration.ofSeconds(32);
        sendNews(480);
        sendNews(480);
        now = now.plus(Silences.PAUSE);
        sendNews(480);
        sendNews(480);
        assertThat(sent).isEqualTo(3);

        now = now.plus(Silences.PAUSE);
        sendNews(200);
        assertThat(BROUGHT_UP_TO_DATE).hasSize(1);
        sendNews(200);
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void whoHasANewDeviceIsToldAtOnceWhateverWasOnItsWayToTheOld() {
        answersAfter = Duration.ofSeconds(32);
        sendNews(480);
        sendNews(480);
        silences.heardOf("ann@example.org");

        sendNews(200);
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void whoGetsItLaterBecauseNobodyAnsweredIsSilentToo() {
        answersAfter = Duration.ofSeconds(28);
        send("direct:send-news-to-user", 202, null);
        send("direct:send-news-to-user", 202, null);
        sendNews(200);

        assertThat(sent).isEqualTo(2);
    }

    @Test
    void whoIsAwayIsNotSilent() {
        for (int i = 0; i < 5; i++) {
            sendNews(480);
        }
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void whoTakesItIsToldTheNext() {
        sendNews(200);
        sendNews(202);
        sendNews(403);
        sendNews(200);

        assertThat(sent).isEqualTo(4);
    }
}
