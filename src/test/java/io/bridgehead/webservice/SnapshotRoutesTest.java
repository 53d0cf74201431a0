package io.bridgehead.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.test.Feature;

/** Whoever comes back is told how each conference is. */
class SnapshotRoutesTest {

    private static final String ANN = "ann@example.org";
    private static final RoleIdentity IDENTITY = new RoleIdentity(new SignedIdentity(new byte[32]));

    private final Routes.Outbox sent = new Routes.Outbox();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int failures;
    private volatile CountDownLatch beforeEachAnswer = new CountDownLatch(0);
    private HttpStub http;
    private Routes routes;
    private Snapshots snapshots;

    @BeforeEach
    void start() throws Exception {
        http = new HttpStub();
        http.behaviour = request -> {
            try {
                return answer(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        routes = new Routes().property("bridgehead.gateway.conference-service.url", http.url());
        snapshots = new Snapshots(routes.camel);
        routes.beans(Map.of("snapshots", snapshots, "conferenceServiceCall", new ConferenceServiceCall(IDENTITY)))
                .end("send-message-to-user", sent).start("82-snapshots.yaml", "90-error-answers.yaml");
    }

    @AfterEach
    void stop() {
        snapshots.stop();
        routes.close();
        http.close();
    }

    private HttpStub.Response answer(HttpStub.Request request) throws Exception {
        assertThat(IDENTITY.verify(request.headers().getFirst("Bridgehead-Identity"), "", request.body())).isEqualTo(ANN);
        String body = new String(SoapReader.read(request.body()).body(), UTF_8);
        asked.add(body);
        beforeEachAnswer.await();
        if (failures > 0) {
            failures--;
            return new HttpStub.Response(503, new byte[0]);
        }
        if (body.contains("listConferences")) {
            return new HttpStub.Response(200, envelope("<listConferencesResponse xmlns=\"urn:bridgehead:conference:1\">"
                    + summary("c2") + summary("c1") + "</listConferencesResponse>"));
        }
        String id = body.replaceAll("(?s).*<conferenceId>(.*)</conferenceId>.*", "$1");
        return new HttpStub.Response(200, envelope("<getConferenceResponse xmlns=\"urn:bridgehead:conference:1\">"
                + "<conferenceId>" + id
                + "</conferenceId><version>7</version><statusNumber>5</statusNumber><state>running</state>"
                + "<replay>false</replay><text>The conference is running</text></getConferenceResponse>"));
    }

    private static String summary(String id) {
        return "<conference><conferenceId>" + id + "</conferenceId><state>running</state><participants>2</participants>"
                + "<inCall>1</inCall><createdAt>" + Instant.EPOCH + "</createdAt></conference>";
    }

    private static byte[] envelope(String body) {
        return ("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>" + body + "</s:Body></s:Envelope>")
                .getBytes(UTF_8);
    }

    private void register() {
        DefaultExchange exchange = new DefaultExchange(routes.camel);
        exchange.setVariable("sender", ANN);
        snapshots.registered(exchange);
    }

    @Test
    @Feature({ "A019", "A041" })
    void aNewDeviceGetsEachConferenceThatGoesOnInOneMessageAndOnlyIfItIsThere() throws Exception {
        register();

        await().until(() -> sent.size() == 2);
        assertThat(asked.get(0)).contains("listConferences", "<activeOnly>true</activeOnly>");
        assertThat(sent).extracting(Routes.Sent::conferenceId).containsExactly("c2", "c1");
        assertThat(sent).extracting(Routes.Sent::recipient).containsOnly(ANN);
        assertThat(sent).extracting(Routes.Sent::expires).containsOnly("0");
        assertThat(CommandXml.readAnswer(SoapReader.read(sent.get(0).body())).version()).isEqualTo(7);
    }

    @Test
    void aServiceThatIsAwayIsAskedAgain() {
        failures = 1;

        register();

        await().until(() -> sent.size() == 2);
    }

    @Test
    void aDeviceThatRegistersAgainAndAgainMakesNoMoreWork() {
        CountDownLatch all = new CountDownLatch(1);
        beforeEachAnswer = all;
        register();
        await().until(() -> asked.size() == 1);
        for (int i = 0; i < 99; i++) {
            register();
        }
        all.countDown();

        await().until(() -> sent.size() == 4);
        assertThat(asked).filteredOn(body -> body.contains("listConferences")).hasSize(2);
    }
}
