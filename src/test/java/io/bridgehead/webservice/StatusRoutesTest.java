package io.bridgehead.webservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.conference.Audience;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.DisconnectionMethod;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.RosterPart;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.Talk;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.soap.ReportedCause;
import io.bridgehead.soap.ReportedEnd;
import io.bridgehead.soap.ReportedParticipant;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;
import io.bridgehead.soap.StatusXml;
import io.bridgehead.soap.TalkReport;
import io.bridgehead.soap.TalkXml;
import io.bridgehead.test.Feature;

/** From the outbox over the reporting web service to one message per recipient. */
class StatusRoutesTest {

    private static final RoleIdentity IDENTITY = new RoleIdentity(new SignedIdentity(new byte[32]));
    private static final RecordingLog LOG = new RecordingLog();
    private static final StubConferences CONFERENCES = new StubConferences();
    private static final Routes.Outbox SENT = new Routes.Outbox();

    private static HttpStub http;
    private static Routes routes;
    private static HttpDriver service;
    private static volatile RuntimeException failure;

    private static volatile Instant now = Samples.TIME;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpStub();
        WebServiceLog log = new WebServiceLog(LOG);
        routes = new Routes().property("bridgehead.conference-service.reporting.url", http.url());
        routes.beans(Map.of("talkReporting", new TalkReporting(CONFERENCES, IDENTITY, routes.camel), "talkDelivery",
                new TalkDelivery(routes.camel)))
                .beans(Map.of("statusReporting", new StatusReporting(CONFERENCES, IDENTITY,
                        ((InstantSource) () -> now).withZone(ZoneOffset.UTC)), "statusDelivery",
                        new StatusDelivery(),
                        "callerAuthentication",
                        new CallerAuthentication(IDENTITY, (user, password, peer) -> Optional.of("ann@example.org")),
                        "webServiceLog", log, "webServiceFaults", new WebServiceFaults(log), "conferenceReportingWebService",
                        new WebServiceEndpoints().reporting(log), "conferenceWebService",
                        new WebServiceEndpoints().conference(log), "conferenceOperations",
                        new ConferenceOperations(CONFERENCES, Clock.systemUTC())))
                .end("send-news-to-user", exchange -> {
                    if (failure != null && SENT.size() == 1) {
                        throw failure;
                    }
                    SENT.process(exchange);
                }).start("40-conference-service.yaml", "70-status-reporting.yaml", "80-status-delivery.yaml",
                        "90-error-answers.yaml");
        service = new HttpDriver(routes.camel, "status-delivery", "conference-reporting");
    }

    @AfterAll
    static void stop() {
        routes.close();
        http.close();
    }

    @BeforeEach
    void reset() {
        failure = null;
        CONFERENCES.view = Samples.ended();
        SENT.clear();
        LOG.entries.clear();
        http.requests.clear();
        // The HTTP server only carries: behind it is the real reporting service.
        http.behaviour = request -> {
            HttpDriver.Answer answer = service.post(request.body(), request.headers().getFirst("Content-Type"),
                    Map.of("Bridgehead-Identity", request.headers().getFirst("Bridgehead-Identity")));
            return new HttpStub.Response(answer.status(), answer.body());
        };
    }

    @Test
    @Feature({ "A095", "A096", "A100" })
    void aChangeReachesEachRecipientWithNothingLostOrInvented() throws Exception {
        assertThat(report(Samples.bobIsBusy(List.of("ann@example.org", "carol@example.org"))).getException()).isNull();

        assertThat(SENT).extracting(Routes.Sent::recipient).containsExactly("ann@example.org", "carol@example.org");
        assertThat(SENT).extracting(Routes.Sent::conferenceId).containsOnly("c1");
        assertThat(SENT).extracting(Routes.Sent::contentType).containsOnly("application/soap+xml;charset=UTF-8");
        assertThat(SENT).extracting(Routes.Sent::expires).as("whoever is away gets the state at the return").containsOnly("0");
        for (Routes.Sent sent : SENT) {
            assertThat(StatusXml.read(SoapReader.read(sent.body()))).isEqualTo(new StatusReport("c1", 7, 5,
                    "participant-state-changed", Samples.TIME, Optional.of("Budget"), "running", false,
                    Optional.of("eve@example.org"), Optional.empty(),
                    Optional.of(new ReportedParticipant("p2", Optional.of("Bob <\"&>"), Optional.of("+44 20 7946 0000"),
                            Optional.of("tel:+442079460000"), "participant", "disconnected", Optional.of("busy"),
                            Optional.of("busy"),
                            Optional.of(new ReportedCause("sip", 486, Optional.of("Busy here"))), 2, "timer", Samples.TIME,
                            false, true, Optional.empty())),
                    List.of(), "Bob <\"&> is busy", List.of(sent.recipient())));
        }
        assertThat(LOG.entries).extracting("operation").containsExactly("reportStatus", "reportStatusResponse");
        assertThat(LOG.entries.get(0).messageId()).isEqualTo("urn:bridgehead:status:c1:5");
    }

    @Test
    @Feature("A122")
    void theEndOfTheConferenceIsReportedWithItsReason() throws Exception {
        report(Samples.conferenceEnded());

        StatusReport report = StatusXml.read(SoapReader.read(SENT.get(0).body()));
        assertThat(report.text()).isEqualTo("The conference has ended: no answer from the initiator");
        assertThat(report.end()).contains(new ReportedEnd("initiator-not-reached", Optional.of("no-answer"),
                Optional.of(new ReportedCause("q850", 19, Optional.empty())),
                Optional.of("no answer from the initiator")));
        assertThat(report.participant()).isEmpty();
        assertThat(SENT.get(0).expires()).as("waits for whoever is away").isNull();
        assertThat(SENT.get(0).topic()).as("a repeat takes its place").isEqualTo("c1/p1");
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void theEndTellsEverybodysLastStateToWhoeverMissedIt() throws Exception {
        report(Samples.conferenceEnded());

        StatusReport report = StatusXml.read(SoapReader.read(SENT.get(0).body()));
        assertThat(report.roster()).extracting(ReportedParticipant::id).containsExactly("p1");
        assertThat(report.messageId()).isEqualTo("urn:bridgehead:status:c1:8:p1");
    }

    @Test
    void aLargeRosterIsToldInPartsThatEachFitIntoAMessage() throws Exception {
        String long200 = "&".repeat(200);
        List<ParticipantView> rows = IntStream.rangeClosed(1, 500).mapToObj(i -> new ParticipantView("p" + i, long200,
                Samples.BOB.address(), false, ParticipantState.DISCONNECTED, DisconnectionMethod.BUSY, Outcome.BUSY,
                Cause.sip(486, "\u20ac".repeat(i % 2 == 0 ? 600 : 0)), 1, KnownBy.BRIDGE, Samples.TIME, true, true, long200))
                .toList();
        CONFERENCES.view = Samples.with(rows);

        List<RosterPart> parts = RosterPart.cut(rows);
        for (RosterPart part : parts) {
            assertThat(report(Samples.conferenceEnded(part)).getException()).isNull();
        }

        List<String> told = new ArrayList<>();
        for (Routes.Sent sent : SENT) {
            assertThat(sent.body().length).isLessThanOrEqualTo(SoapReader.MAX_BYTES);
            StatusXml.read(SoapReader.read(sent.body())).roster().forEach(row -> told.add(row.id()));
        }
        assertThat(told).containsExactlyElementsOf(rows.stream().map(ParticipantView::participantId).toList());
        assertThat(SENT).extracting(Routes.Sent::topic).as("no part takes the place of another").doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatCannotBeSentLeavesTheChangeInTheOutbox() {
        failure = new IllegalStateException("IM server away");

        Exchange result = report(Samples.bobIsBusy(List.of("ann@example.org", "bob@example.org", "carol@example.org")));

        assertThat(result.getException()).isInstanceOf(StatusReportingException.class);
        assertThat(SENT).extracting(Routes.Sent::recipient).containsExactly("ann@example.org");
    }

    @Test
    void anUnreachableServiceLeavesTheChangeInTheOutbox() {
        http.behaviour = request -> null;
        assertThat(report(Samples.conferenceEnded()).getException()).isInstanceOf(IOException.class);

        http.behaviour = request -> new HttpStub.Response(503, new byte[0]);
        assertThat(report(Samples.conferenceEnded()).getException()).isInstanceOf(StatusReportingException.class);
    }

    @Test
    void aReportRefusedForGoodDoesNotHoldUpTheNext() {
        http.behaviour = request -> new HttpStub.Response(400,
                SoapWriter.fault(SoapVersion.SOAP_1_2, Optional.empty(),
                        new SoapFault(Side.SENDER, "invalid-message", "a", "b")));

        assertThat(report(Samples.conferenceEnded()).getException()).isNull();
    }

    @Test
    void whatCouldNotBeToldForAWeekIsGivenUp() {
        http.behaviour = request -> null;
        now = Samples.TIME.plus(Duration.ofDays(7)).minusSeconds(1);
        assertThat(report(Samples.conferenceEnded()).getException()).isNotNull();

        now = Samples.TIME.plus(Duration.ofDays(7));
        assertThat(report(Samples.conferenceEnded()).getException()).isNull();
        now = Samples.TIME;
    }

    @Test
    void onlyTheConferenceServiceMayReport() throws Exception {
        StatusReport report = ReportMapper.map(Samples.conferenceEnded(), List.of());
        byte[] envelope = SoapWriter.report(report);
        List<Map<String, String>> refused = List.of(Map.of(), Map.of("Authorization", "Basic YW5uOmFubg=="),
                Map.of("Bridgehead-Identity", IDENTITY.sign("ann@example.org", report.messageId(), envelope)),
                Map.of("Bridgehead-Identity", IDENTITY.sign(RoleIdentity.CONFERENCE_SERVICE, "other", envelope)));

        for (Map<String, String> headers : refused) {
            HttpDriver.Answer answer = service.post(envelope, "application/soap+xml", headers);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(SoapFault.read(SoapReader.read(answer.body())).code()).isEqualTo("not-authenticated");
        }
        assertThat(SENT).isEmpty();
        assertThat(LOG.entries).isEmpty();
    }

    private static Exchange report(StatusChange change) {
        return routes.camel.createProducerTemplate().request("direct:report-status",
                exchange -> exchange.getMessage().setBody(change));
    }

    private static Talk talk(int attempt, boolean talking, int second) {
        return new Talk(new LegId("c1", "p2", attempt), talking, Samples.TIME.plusSeconds(second));
    }

    private static void bridgeSays(Talk talk) {
        routes.camel.getRegistry().lookupByNameAndType("talkReporting", TalkReporting.class).hear(talk);
    }

    @Test
    @Feature("A149")
    void whoSpeaksIsToldToThoseWhoMaySeeItAndNeverKeptForAnybody() throws Exception {
        CONFERENCES.audience = new Audience(List.of("ann@example.org", "carol@example.org"), Set.of(new LegId("c1", "p2", 2)));

        bridgeSays(talk(2, true, 1));

        await().until(() -> SENT.size() == 2);
        assertThat(SENT).extracting(Routes.Sent::recipient).containsExactlyInAnyOrder("ann@example.org", "carol@example.org");
        assertThat(SENT).extracting(Routes.Sent::expires).containsOnly("0");
        for (Routes.Sent sent : SENT) {
            assertThat(TalkXml.read(SoapReader.read(sent.body()))).isEqualTo(new TalkReport("c1",
                    List.of(new TalkReport.Talker("p2", true, Samples.TIME.plusSeconds(1))), List.of(sent.recipient())));
        }
        awaitAnswers();
        assertThat(LOG.entries).extracting("operation").containsExactly("reportTalking", "reportTalkingResponse");
    }

    @Test
    void whoSpeaksIsToldToMoreUsersThanOneReportMayName() {
        List<String> users = IntStream.range(0, 450).mapToObj(i -> "user" + i + "@example.org").toList();
        CONFERENCES.audience = new Audience(users, Set.of(new LegId("c1", "p2", 2)));

        bridgeSays(talk(2, true, 1));

        await().until(() -> SENT.size() == users.size());
        assertThat(SENT).extracting(Routes.Sent::recipient).containsExactlyInAnyOrderElementsOf(users);
        awaitAnswers();
    }

    @Test
    void nobodyIsToldThatSomebodySpeaksWhoIsNotInTheCall() {
        CONFERENCES.audience = new Audience(List.of("ann@example.org"), Set.of(new LegId("c1", "p2", 2)));

        bridgeSays(talk(1, true, 1));
        bridgeSays(talk(3, true, 1));
        bridgeSays(talk(2, true, 2));

        await().until(() -> !SENT.isEmpty());
        assertThat(SENT).hasSize(1).allSatisfy(sent -> assertThat(TalkXml.read(SoapReader.read(sent.body())).talkers())
                .containsExactly(new TalkReport.Talker("p2", true, Samples.TIME.plusSeconds(2))));
        awaitAnswers();
    }

    @Test
    void aWildBridgeMakesFewMessagesAndTheLastOfThemIsRight() {
        CONFERENCES.audience = new Audience(List.of("ann@example.org"), Set.of(new LegId("c1", "p2", 2)));

        for (int i = 0; i <= 1000; i++) {
            bridgeSays(talk(2, i % 2 == 0, i));
        }

        await().untilAsserted(() -> assertThat(SENT).last().satisfies(
                sent -> assertThat(TalkXml.read(SoapReader.read(sent.body())).talkers())
                        .containsExactly(new TalkReport.Talker("p2", true, Samples.TIME.plusSeconds(1000)))));
        assertThat(SENT).hasSizeLessThan(10);
        awaitAnswers();
    }

    /** A report is answered, and its answer logged, after its messages were sent: not as late as in the next test. */
    private static void awaitAnswers() {
        await().until(() -> LOG.entries.size() % 2 == 0);
    }
}
