package io.bridgehead.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.test.Feature;

class WebserviceInvocationRouteTest {

    private static final String ANN = "ann@example.org";
    private static final RoleIdentity IDENTITY = new RoleIdentity(new SignedIdentity(new byte[32]));
    private static final ConferenceAnswer UNDER_WAY = new ConferenceAnswer("endConference", "c1", 3, 2, "ending", false, false,
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            "Ending the conference is under way", Optional.empty(), List.of(), Optional.empty(), List.of());
    private static final byte[] BODY = "<endConference  xmlns = 'urn:bridgehead:conference:1'><!-- as typed --><conferenceId>c1</conferenceId></endConference>"
            .getBytes(UTF_8);

    private static HttpStub service;
    private static Routes routes;
    private static final Routes.Outbox SENT = new Routes.Outbox();
    private static volatile Exception failure;

    @BeforeAll
    static void start() throws Exception {
        service = new HttpStub();
        routes = new Routes().property("bridgehead.gateway.conference-service.url", service.url())
                .beans(Map.of("conferenceServiceCall", new ConferenceServiceCall(IDENTITY))).end("answer-sender", exchange -> {
                    if (failure != null) {
                        throw failure;
                    }
                    SENT.process(exchange);
                })
                .start("30-webservice-invocation.yaml");
    }

    @AfterAll
    static void stop() {
        routes.close();
        service.close();
    }

    @BeforeEach
    void reset() {
        service.requests.clear();
        service.behaviour = request -> new HttpStub.Response(200,
                SoapWriter.answer(SoapVersion.SOAP_1_2, Optional.empty(), UNDER_WAY));
        SENT.clear();
        failure = null;
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    @Feature({ "A010", "A089", "A109" })
    void callsInTheSendersNameWithTheBodyAsItWasSent(SoapVersion version) throws Exception {
        invoke(version);

        assertThat(service.requests).hasSize(1);
        HttpStub.Request request = service.requests.get(0);
        SoapMessage received = SoapReader.read(request.body());
        assertThat(received.body()).isEqualTo(BODY);
        assertThat(received.version()).isEqualTo(version);
        assertThat(received.messageId()).contains("urn:uuid:1");
        assertThat(request.headers().getFirst("Content-Type")).startsWith(version.mediaType());
        assertThat(IDENTITY.verify(request.headers().getFirst("Bridgehead-Identity"), "urn:uuid:1", request.body()))
                .isEqualTo(ANN);
        assertThat(request.headers()).doesNotContainKeys("P-asserted-identity", "Camelsipuser", "Evil");
    }

    @Test
    @Feature({ "A092", "A112" })
    void theAnswerGoesToTheSenderAndNamesTheRequest() throws Exception {
        invoke(SoapVersion.SOAP_1_2);

        assertThat(SENT).hasSize(1);
        assertThat(SENT.get(0).recipient()).isEqualTo(ANN);
        assertThat(SENT.get(0).contentType()).isEqualTo("application/soap+xml;charset=UTF-8");
        assertThat(SENT.get(0).conferenceId()).isEqualTo("c1");
        SoapMessage message = SoapReader.read(SENT.get(0).body());
        assertThat(message.relatesTo()).contains("urn:uuid:1");
        assertThat(CommandXml.readAnswer(message)).isEqualTo(UNDER_WAY);
    }

    @Test
    void aFaultGoesToTheSenderAsItIs() throws Exception {
        SoapFault fault = new SoapFault(SoapFault.Side.SENDER, "unknown-conference", "There is none.", "Look again.");
        service.behaviour = request -> new HttpStub.Response(400,
                SoapWriter.fault(SoapVersion.SOAP_1_2, Optional.empty(), fault));

        invoke(SoapVersion.SOAP_1_2);

        assertThat(sentFault()).isEqualTo(fault);
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void aCallThatBreaksIsRepeatedWithTheSameMessageId() throws Exception {
        service.behaviour = request -> service.requests.size() == 1 ? null
                : new HttpStub.Response(200, SoapWriter.answer(SoapVersion.SOAP_1_2, Optional.empty(), UNDER_WAY));

        invoke(SoapVersion.SOAP_1_2);

        assertThat(service.requests).hasSize(2);
        assertThat(service.requests.get(1).body()).isEqualTo(service.requests.get(0).body());
        assertThat(SENT).hasSize(1);
        assertThat(CommandXml.readAnswer(SoapReader.read(SENT.get(0).body()))).isEqualTo(UNDER_WAY);
    }

    @Test
    void anUnreachableServiceIsToldAsAFault() throws Exception {
        service.behaviour = request -> null;

        invoke(SoapVersion.SOAP_1_1);

        assertThat(sentFault()).isEqualTo(Faults.SERVICE_UNAVAILABLE);
        assertThat(SoapReader.read(SENT.get(0).body()).relatesTo()).contains("urn:uuid:1");
        assertThat(SENT.get(0).contentType()).startsWith("text/xml");
    }

    @Test
    void aSilentServiceIsToldAsAFault() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        service.behaviour = request -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        try {
            invoke(SoapVersion.SOAP_1_2);
        } finally {
            over.countDown();
        }

        assertThat(sentFault()).isEqualTo(Faults.SERVICE_UNAVAILABLE);
        assertThat(service.requests).hasSize(2);
    }

    @Test
    void whatIsNoSoapOrNoAcceptanceIsToldAsUnavailable() throws Exception {
        SoapFault unknownCaller = new SoapFault(SoapFault.Side.SENDER, "not-authenticated", "Who?", "Say.");
        List<HttpStub.Response> answers = List.of(new HttpStub.Response(502, "<html>bad gateway</html>".getBytes(UTF_8)),
                new HttpStub.Response(200, new byte[0]), new HttpStub.Response(200, new byte[100_000]),
                new HttpStub.Response(401, SoapWriter.fault(SoapVersion.SOAP_1_2, Optional.empty(), unknownCaller)));
        for (HttpStub.Response answer : answers) {
            SENT.clear();
            service.behaviour = request -> answer;

            invoke(SoapVersion.SOAP_1_2);

            assertThat(sentFault()).isEqualTo(Faults.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void aReplyThatCannotBeSentFailsTheSendersMessage() throws Exception {
        failure = new IOException("IM server away");

        assertThat(tryToInvoke(SoapVersion.SOAP_1_2).getException()).isSameAs(failure);
        assertThat(service.requests).hasSize(1);
        service.behaviour = request -> null;
        assertThat(tryToInvoke(SoapVersion.SOAP_1_2).getException()).isSameAs(failure);
    }

    private static SoapFault sentFault() throws Exception {
        assertThat(SENT).hasSize(1);
        return SoapFault.read(SoapReader.read(SENT.get(0).body()));
    }

    private static void invoke(SoapVersion version) throws Exception {
        assertThat(tryToInvoke(version).getException()).isNull();
    }

    private static Exchange tryToInvoke(SoapVersion version) throws Exception {
        SoapMessage message = SoapReader.read(SoapWriter.envelope(version, Addressing.message("urn:uuid:1"), BODY));
        return routes.camel.createProducerTemplate().request("direct:webservice-invocation", exchange -> {
            exchange.setVariable("sender", ANN);
            exchange.getMessage().setHeader("CamelSipUser", "conference");
            exchange.getMessage().setHeader("P-Asserted-Identity", "<sip:ann@example.org>");
            exchange.getMessage().setHeader("Bridgehead-Identity", "of the MESSAGE");
            exchange.getMessage().setHeader("Evil", "1");
            exchange.getMessage().setBody(message);
        });
    }
}
