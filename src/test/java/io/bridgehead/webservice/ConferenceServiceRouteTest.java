package io.bridgehead.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.conference.Adding;
import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.Invitee;
import io.bridgehead.conference.NotAllowedException;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.conference.Steering;
import io.bridgehead.conference.UnknownConferenceException;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.PolicyParts;
import io.bridgehead.soap.ReportedCause;
import io.bridgehead.soap.ReportedDialIn;
import io.bridgehead.soap.ReportedEnd;
import io.bridgehead.soap.ReportedParticipant;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.test.Feature;

class ConferenceServiceRouteTest {

    private static final PolicyParts POLICY = new PolicyParts(Optional.empty(), Optional.of("go-on"), Optional.of(300),
            Optional.empty(), Optional.empty(), Optional.of("participants"));
    private static final String ANN = "ann@example.org";
    private static final SignedIdentity KEY = new SignedIdentity(new byte[32]);
    private static final RoleIdentity IDENTITY = new RoleIdentity(KEY);

    private static final StubConferences CORE = new StubConferences();
    private static final RecordingLog LOG = new RecordingLog();
    private static Routes routes;
    private static HttpDriver service;

    @BeforeAll
    static void start() throws Exception {
        WebServiceLog log = new WebServiceLog(LOG);
        PasswordCheck passwords = (user, password, peer) -> {
            if (user.equals("guesser")) {
                throw new TooManyAttemptsException(42);
            }
            return user.equals("ann") && password.equals("päss:word") ? Optional.of(ANN) : Optional.empty();
        };
        routes = new Routes().beans(Map.of("callerAuthentication", new CallerAuthentication(IDENTITY, passwords),
                "webServiceLog", log, "conferenceOperations", new ConferenceOperations(CORE, Clock.systemUTC()),
                "webServiceFaults",
                new WebServiceFaults(log), "conferenceWebService", new WebServiceEndpoints().conference(log)))
                .start("40-conference-service.yaml");
        service = new HttpDriver(routes.camel, "conference-service", "conference");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @BeforeEach
    void reset() {
        CORE.asked.clear();
        CORE.failure = null;
        CORE.seesNoMore = false;
        CORE.view = Samples.running();
        LOG.entries.clear();
        LOG.codes.clear();
        LOG.conferences.clear();
        LOG.broken = false;
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    @Feature("A091")
    void answersUnderWayInTheRequestsVersion(SoapVersion version) throws Exception {
        ConferenceRequest request = new ConferenceRequest.CreateConference(Optional.of("Budget & more"),
                new Person("Ann", "sip:ann@example.org"), List.of(new Person("+44 20 7946 0000")),
                Optional.of(ConferenceRequest.Start.ALL_AT_ONCE), Optional.of("sales"), Optional.of(POLICY), Optional.of(true));

        HttpDriver.Answer answer = call(version, "urn:uuid:1", request);

        assertThat(CORE.asked).containsExactly(new StubConferences.Asked(
                new ConferenceCommand.CreateConference("Budget & more", new Invitee("Ann", "sip:ann@example.org"),
                        List.of(new Invitee(null, "+44 20 7946 0000")), "sales", StartPolicy.EAGER,
                        new ConferenceRule(null, OnLeaving.GO_ON, Duration.ofMinutes(5), null, null, Adding.PARTICIPANTS),
                        true),
                "urn:uuid:1", ANN));
        SoapMessage message = SoapReader.read(answer.body());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(message.version()).isEqualTo(version);
        assertThat(CommandXml.readAnswer(message)).isEqualTo(new ConferenceAnswer("createConference", "c1", 7, 5, "running",
                false, false, Optional.of("eve@example.org"), Optional.of(ANN),
                Optional.of(new PolicyParts(Optional.of("go-on"),
                        Optional.of("end"), Optional.of(300), Optional.of(0), Optional.of(12 * 3600),
                        Optional.of("in-charge"))),
                Optional.of("Budget"),
                Optional.of(new ReportedDialIn(Optional.of("+4930123456"), Optional.of("sip:bridge@example.org"), "48291337")),
                "Creation of the conference is under way", Optional.empty(), List.of("p2"), Optional.empty(),
                List.of(new ReportedParticipant("p1", Optional.of("Ann"), Optional.of("sip:ann@example.org"),
                        Optional.of("sip:ann@example.org"), "initiator", "alerting", Optional.empty(), Optional.empty(),
                        Optional.empty(), 1, "bridge",
                        Samples.TIME, false, false, Optional.of(ANN)),
                        new ReportedParticipant("p2", Optional.of("Bob <\"&>"), Optional.of("+44 20 7946 0000"),
                                Optional.of("tel:+442079460000"), "participant", "disconnected", Optional.of("busy"),
                                Optional.of("busy"),
                                Optional.of(new ReportedCause("sip", 486, Optional.of("Busy here"))), 2, "timer",
                                Samples.TIME, false, true, Optional.empty()))));
    }

    @Test
    @Feature({ "A102", "A107" })
    void passesEachOperationOnWithNothingLostOrInvented() throws Exception {
        call(SoapVersion.SOAP_1_2, "m1", new ConferenceRequest.AddParticipant("c1", new Person("Bob", "1")));
        call(SoapVersion.SOAP_1_2, "m2", new ConferenceRequest.RemoveParticipant("c1", "p2"));
        call(SoapVersion.SOAP_1_2, "m3", new ConferenceRequest.DialAgain("c1", "p3"));
        call(SoapVersion.SOAP_1_2, "m4", new ConferenceRequest.EndConference("c1"));
        call(SoapVersion.SOAP_1_2, "m6", new ConferenceRequest.SteerParticipant(ConferenceRequest.Steering.MUTE, "c1", "p2"));
        call(SoapVersion.SOAP_1_2, "m7", new ConferenceRequest.SteerParticipant(ConferenceRequest.Steering.UNMUTE, "c1", "p2"));
        call(SoapVersion.SOAP_1_2, "m8", new ConferenceRequest.SteerParticipant(ConferenceRequest.Steering.HOLD, "c1", "p2"));
        call(SoapVersion.SOAP_1_2, "m9", new ConferenceRequest.SteerParticipant(ConferenceRequest.Steering.RESUME, "c1", "p2"));
        call(SoapVersion.SOAP_1_2, "m10", new ConferenceRequest.LockConference("c1", true));
        call(SoapVersion.SOAP_1_2, "m11", new ConferenceRequest.LockConference("c1", false));
        call(SoapVersion.SOAP_1_2, "m12", new ConferenceRequest.SetPolicy("c1", POLICY));
        call(SoapVersion.SOAP_1_2, "m13", new ConferenceRequest.TransferModerator("c1", "bob@example.org"));
        call(SoapVersion.SOAP_1_2, "m14", new ConferenceRequest.ChangeHand("c1", Optional.empty(), true));
        call(SoapVersion.SOAP_1_2, "m15", new ConferenceRequest.ChangeHand("c1", Optional.of("p2"), false));
        call(SoapVersion.SOAP_1_2, "m16", new ConferenceRequest.AddParticipant("c1",
                new Person(Optional.empty(), "1", Optional.of("bob@example.org"))));
        call(SoapVersion.SOAP_1_2, "m5", new ConferenceRequest.CreateConference(new Person("1"), List.of(new Person("2"))));

        assertThat(CORE.asked).extracting(StubConferences.Asked::command).containsExactly(
                new ConferenceCommand.AddParticipant("c1", new Invitee("Bob", "1")),
                new ConferenceCommand.RemoveParticipant("c1", "p2"), new ConferenceCommand.DialAgain("c1", "p3"),
                new ConferenceCommand.EndConference("c1"),
                new ConferenceCommand.SteerParticipant("c1", "p2", Steering.MUTE),
                new ConferenceCommand.SteerParticipant("c1", "p2", Steering.UNMUTE),
                new ConferenceCommand.SteerParticipant("c1", "p2", Steering.HOLD),
                new ConferenceCommand.SteerParticipant("c1", "p2", Steering.RESUME),
                new ConferenceCommand.LockConference("c1", true), new ConferenceCommand.LockConference("c1", false),
                new ConferenceCommand.SetPolicy("c1",
                        new ConferenceRule(null, OnLeaving.GO_ON, Duration.ofMinutes(5), null, null, Adding.PARTICIPANTS)),
                new ConferenceCommand.TransferModerator("c1", "bob@example.org"),
                new ConferenceCommand.ChangeHand("c1", null, true), new ConferenceCommand.ChangeHand("c1", "p2", false),
                new ConferenceCommand.AddParticipant("c1", new Invitee(null, "1", "bob@example.org")),
                new ConferenceCommand.CreateConference("", new Invitee(null, "1"), List.of(new Invitee(null, "2")), null,
                        StartPolicy.INITIATOR_FIRST));
    }

    @Test
    void showsAnEndedConferenceWithItsReason() throws Exception {
        CORE.view = Samples.ended();

        ConferenceAnswer answer = CommandXml
                .readAnswer(SoapReader.read(call(SoapVersion.SOAP_1_2, "m", new ConferenceRequest.GetConference("c1")).body()));

        assertThat(answer.state()).isEqualTo("ended");
        assertThat(answer.subject()).isEmpty();
        assertThat(answer.text()).isEqualTo("The conference has ended: no answer from the initiator");
        assertThat(answer.end()).contains(new ReportedEnd("initiator-not-reached", Optional.of("no-answer"),
                Optional.of(new ReportedCause("q850", 19, Optional.empty())),
                Optional.of("no answer from the initiator")));
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    @Feature("A102")
    void listsTheConferencesOfTheCaller() throws Exception {
        List<ConferenceSummary> conferences = CommandXml
                .readList(SoapReader
                        .read(call(SoapVersion.SOAP_1_2, "m", new ConferenceRequest.ListConferences(2, false)).body()));

        assertThat(conferences).containsExactly(
                new ConferenceSummary("c1", "running", Optional.of("Budget"), 2, 0, Samples.TIME, Optional.empty()),
                new ConferenceSummary("c1", "ended", Optional.empty(), 1, 0, Samples.TIME, Optional.of(Samples.TIME)));
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    void marksARepeatAsReplay() throws Exception {
        ConferenceRequest end = new ConferenceRequest.EndConference("c1");

        assertThat(answerTo("m", end).replay()).isFalse();
        assertThat(answerTo("m", end).replay()).isTrue();
    }

    @Test
    void logsRequestAndAnswerWithTheirConference() throws Exception {
        byte[] envelope = SoapWriter.request("m", new ConferenceRequest.EndConference("c1"));

        HttpDriver.Answer answer = signed(envelope, ANN, "m");

        assertThat(LOG.entries).hasSize(2);
        assertThat(LOG.entries.get(0).hop()).isEqualTo(Hop.WEBSERVICE_REQUEST);
        assertThat(LOG.entries.get(0).raw()).isEqualTo(envelope);
        assertThat(LOG.entries.get(0).sender()).isEqualTo(ANN);
        assertThat(LOG.entries.get(0).messageId()).isEqualTo("m");
        assertThat(LOG.entries.get(1).hop()).isEqualTo(Hop.WEBSERVICE_ANSWER);
        assertThat(LOG.entries.get(1).operation()).isEqualTo("endConferenceResponse");
        assertThat(LOG.entries.get(1).raw()).isEqualTo(answer.body());
        assertThat(LOG.entries.get(1).conferenceId()).isEqualTo("c1");
        assertThat(LOG.codes).containsEntry(1L, 200);
        assertThat(LOG.conferences).containsEntry(1L, "c1");
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void aRefusalOfTheCoreIsATypedFault(SoapVersion version) throws Exception {
        CORE.failure = new UnknownConferenceException();

        HttpDriver.Answer answer = call(version, "m", new ConferenceRequest.EndConference("c1"));

        assertThat(fault(answer)).isEqualTo(new SoapFault(Side.SENDER, "unknown-conference",
                CORE.failure.getMessage(), new UnknownConferenceException().whatToDo()));
        assertThat(answer.status()).isEqualTo(version == SoapVersion.SOAP_1_1 ? 500 : 400);
        assertThat(LOG.entries).extracting("operation").containsExactly("endConference", "endConferenceFault");
        CORE.failure = NotAllowedException.toChange();
        assertThat(fault(call(version, "m", new ConferenceRequest.GetConference("c1"))).code()).isEqualTo("not-allowed");
    }

    @Test
    void anInnerFailureShowsNothingOfItself() throws Exception {
        CORE.failure = new IllegalStateException("canary");

        HttpDriver.Answer answer = call(SoapVersion.SOAP_1_2, "m", new ConferenceRequest.EndConference("c1"));

        assertThat(fault(answer)).isEqualTo(Faults.INTERNAL_ERROR);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("canary").doesNotContain("Exception");
    }

    @Test
    void nothingIsDoneThatCouldNotBeLogged() throws Exception {
        LOG.broken = true;

        assertThat(fault(call(SoapVersion.SOAP_1_2, "m", new ConferenceRequest.EndConference("c1"))))
                .isEqualTo(Faults.INTERNAL_ERROR);
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    void admitsAnAccountByItsPassword() throws Exception {
        byte[] envelope = SoapWriter.request("m", new ConferenceRequest.EndConference("c1"));
        String basic = Base64.getEncoder().encodeToString("ann:päss:word".getBytes(UTF_8));

        HttpDriver.Answer answer = service.post(envelope, "application/soap+xml", Map.of("authorization", "Basic " + basic));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(CORE.asked.get(0).user()).isEqualTo(ANN);
        assertThat(answer.headers()).doesNotContainKey("authorization").doesNotContainKey("Authorization");
    }

    @Test
    void whoGuessesIsToldWhenToComeAgain() throws Exception {
        byte[] envelope = SoapWriter.request("m", new ConferenceRequest.EndConference("c1"));
        String basic = "Basic " + Base64.getEncoder().encodeToString("guesser:x".getBytes(UTF_8));

        HttpDriver.Answer answer = service.post(envelope, "application/soap+xml", Map.of("Authorization", basic));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "42");
        assertThat(fault(answer).code()).isEqualTo("too-many-attempts");
    }

    @Test
    void refusesCallersNobodyVouchesFor() throws Exception {
        byte[] envelope = SoapWriter.request("m", new ConferenceRequest.EndConference("c1"));
        byte[] other = SoapWriter.request("m", new ConferenceRequest.EndConference("c2"));
        String basic = "Basic " + Base64.getEncoder().encodeToString("ann:wrong".getBytes(UTF_8));
        SignedIdentity otherKey = new SignedIdentity("another key of thirty-two bytes!".getBytes(UTF_8));
        List<Map<String, String>> refused = List.of(Map.of(), Map.of("Authorization", basic),
                Map.of("Authorization", "Basic !!!"), Map.of("Authorization", "Bearer x"),
                Map.of("Bridgehead-Identity", "v1;" + ANN + ";0;x"),
                Map.of("Bridgehead-Identity", IDENTITY.sign(ANN, "m", other)),
                Map.of("Bridgehead-Identity", IDENTITY.sign(ANN, "m2", envelope)),
                Map.of("Bridgehead-Identity", new RoleIdentity(otherKey).sign(ANN, "m", envelope)),
                Map.of("Bridgehead-Identity", KEY.sign(ANN, "message-id:m", envelope, Instant.now().minusSeconds(120))),
                Map.of("Bridgehead-Identity", IDENTITY.sign(RoleIdentity.CONFERENCE_SERVICE, "m", envelope)),
                Map.of("P-Asserted-Identity", "<sip:" + ANN + ">"));

        for (Map<String, String> headers : refused) {
            HttpDriver.Answer answer = service.post(envelope, "application/soap+xml", headers);

            assertThat(fault(answer).code()).as(headers.toString()).isEqualTo("not-authenticated");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsKey("WWW-Authenticate");
        }
        assertThat(CORE.asked).isEmpty();
        assertThat(LOG.entries).isEmpty();
    }

    @Test
    void aCommandWithoutMessageIdIsNotExecuted() throws Exception {
        byte[] envelope = SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE,
                CommandXml.write(new ConferenceRequest.EndConference("c1")));

        assertThat(fault(signed(envelope, ANN, "")).code()).isEqualTo("message-id-missing");
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    @Feature("A145")
    void whoHandsTheirOwnRightOnIsToldThatItWasDoneThoughTheySeeNoMore() throws Exception {
        CORE.seesNoMore = true;

        HttpDriver.Answer answer = call(SoapVersion.SOAP_1_2, "m",
                new ConferenceRequest.TransferModerator("c1", "bob@example.org"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(CommandXml.readAnswer(SoapReader.read(answer.body())).participants()).isEmpty();
        assertThat(fault(call(SoapVersion.SOAP_1_2, "m2", new ConferenceRequest.GetConference("c1"))).code())
                .isEqualTo("not-allowed");
    }

    @Test
    void whatTheWsdlDoesNotAllowIsRefusedByTheNameOfTheElementWithoutQuotingValues() throws Exception {
        Map<String, String> wrong = Map.of("<endConference xmlns='urn:bridgehead:conference:1'/>", "endConference",
                "<endConference xmlns='urn:bridgehead:conference:1'><conferenceId>canary canary</conferenceId></endConference>",
                "endConference/conferenceId[1]",
                "<endConference xmlns='urn:bridgehead:conference:1'><conferenceId>c1</conferenceId><x>canary</x></endConference>",
                "endConference/x[1]",
                "<createConference xmlns='urn:bridgehead:conference:1'><initiator><address>canary" + "1".repeat(513)
                        + "</address></initiator><participant><address>1</address></participant></createConference>",
                "createConference/initiator[1]/address[1]");

        for (Map.Entry<String, String> one : wrong.entrySet()) {
            String body = one.getKey();
            HttpDriver.Answer answer = signed(
                    SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.message("m"), body.getBytes(UTF_8)), ANN, "m");

            assertThat(fault(answer).code()).as(body).isEqualTo("invalid-message");
            assertThat(fault(answer).sentence()).as(body)
                    .startsWith("The message is not what the service's WSDL says. It stops at " + one.getValue() + ": ");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(new String(answer.body(), UTF_8)).doesNotContain("canary");
        }
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    void anUnknownOperationIsNamedWithoutWhatCouldDoHarm() throws Exception {
        Map<String, String> shown = Map.of("<startWar xmlns='urn:bridgehead:conference:1'/>", "\"startWar\"",
                "<endConference xmlns='urn:other'><conferenceId>canary</conferenceId></endConference>", "\"endConference\"",
                "<a\u0430b xmlns='urn:bridgehead:conference:1'/>", "\"a?b\"",
                "<" + "x".repeat(5000) + " xmlns='urn:bridgehead:conference:1'/>", "\"" + "x".repeat(40) + "\"");

        for (Map.Entry<String, String> each : shown.entrySet()) {
            SoapFault fault = fault(signed(SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.message("m"),
                    each.getKey().getBytes(UTF_8)), ANN, "m"));

            assertThat(fault.code()).isEqualTo("unknown-operation");
            assertThat(fault.sentence()).contains(each.getValue()).doesNotContain("canary");
        }
        assertThat(CORE.asked).isEmpty();
    }

    @Test
    void whatTheReaderRefusesNeverReachesTheService() throws Exception {
        byte[] doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>".getBytes(UTF_8);

        assertThat(fault(signed(doctype, ANN, "")).code()).isEqualTo("doctype");
        assertThat(fault(signed(new byte[70_000], ANN, "")).code()).isEqualTo("too-large");
        assertThat(fault(service.post("--b\r\n\r\n<x/>".getBytes(UTF_8), "multipart/related; boundary=b", Map.of())).code())
                .isEqualTo("not-well-formed");
    }

    @Test
    void theOperationIsTheBodysElementWhateverTheActionSays() throws Exception {
        byte[] envelope = SoapWriter.envelope(SoapVersion.SOAP_1_1,
                new Addressing(Optional.of("m"), Optional.empty(), Optional.empty(), Optional.of("urn:endConference")),
                CommandXml.write(new ConferenceRequest.RemoveParticipant("c1", "p2")));

        service.post(envelope, "text/xml", Map.of("SOAPAction", "endConference", "Bridgehead-Identity",
                IDENTITY.sign(ANN, "m", envelope)));

        assertThat(CORE.asked).extracting(StubConferences.Asked::command)
                .containsExactly(new ConferenceCommand.RemoveParticipant("c1", "p2"));
    }

    private static ConferenceAnswer answerTo(String messageId, ConferenceRequest request) throws SoapException {
        return CommandXml.readAnswer(SoapReader.read(call(SoapVersion.SOAP_1_2, messageId, request).body()));
    }

    private static HttpDriver.Answer call(SoapVersion version, String messageId, ConferenceRequest request) {
        return signed(SoapWriter.envelope(version, Addressing.message(messageId), CommandXml.write(request)), ANN, messageId);
    }

    private static HttpDriver.Answer signed(byte[] envelope, String user, String messageId) {
        return service.post(envelope, "application/soap+xml;charset=UTF-8",
                Map.of("Bridgehead-Identity", IDENTITY.sign(user, messageId, envelope)));
    }

    private static SoapFault fault(HttpDriver.Answer answer) throws SoapException {
        return SoapFault.read(SoapReader.read(answer.body()));
    }
}
