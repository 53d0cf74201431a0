package io.bridgehead.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.SoapFault.Side;
import io.bridgehead.test.Feature;
import io.bridgehead.test.WsdlSchema;

/** What is written is valid by the WSDL and is read back without loss. */
class SoapXmlTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final ReportedCause BUSY = new ReportedCause("sip", 486, Optional.of("Busy <here> & now"));
    private static final ReportedParticipant BOB = new ReportedParticipant("p2", Optional.of("Bob \"B\" Ω"),
            Optional.of("+44 20 7946 0000"), Optional.of("tel:+442079460000"), "participant", "disconnected",
            Optional.of("busy"),
            Optional.of("busy"), Optional.of(BUSY), 1, "bridge", TIME, true, true, Optional.empty());
    private static final ReportedParticipant ANN = new ReportedParticipant("p1", Optional.empty(), Optional.empty(),
            Optional.empty(), "initiator", "dialing-out", Optional.empty(), Optional.empty(), Optional.empty(), 0,
            "command", TIME, false, false, Optional.of("ann@example.org"));
    private static final PolicyParts POLICY = new PolicyParts(Optional.of("go-on"), Optional.of("end"), Optional.of(300),
            Optional.of(0), Optional.of(3600), Optional.of("participants"));

    private static final WsdlSchema CONFERENCE = WsdlSchema.of("conference");
    private static final WsdlSchema REPORTING = WsdlSchema.of("conference-reporting");

    static List<ConferenceRequest> requests() {
        Person ann = new Person("Ann <&>", "sip:ann@example.org");
        Person bob = new Person("+44 20 7946 0000");
        return List.of(new ConferenceRequest.CreateConference(ann, List.of(bob)),
                new ConferenceRequest.CreateConference(Optional.of("Budget & more"), ann, List.of(bob, ann),
                        Optional.of(ConferenceRequest.Start.ALL_AT_ONCE), Optional.of("sales"), Optional.of(POLICY),
                        Optional.of(true)),
                new ConferenceRequest.CreateConference(Optional.empty(), ann, List.of(bob),
                        Optional.of(ConferenceRequest.Start.INITIATOR_FIRST), Optional.empty(), Optional.empty(),
                        Optional.of(false)),
                new ConferenceRequest.AddParticipant("c1",
                        new Person(Optional.of("Bob"), "1", Optional.of("bob@example.org"))),
                new ConferenceRequest.SetPolicy("c1", new PolicyParts(Optional.empty(), Optional.empty(), Optional.of(60),
                        Optional.empty(), Optional.empty(), Optional.empty())),
                new ConferenceRequest.TransferModerator("c1", "bob@example.org"),
                new ConferenceRequest.ChangeHand("c1", Optional.empty(), true),
                new ConferenceRequest.ChangeHand("c1", Optional.of("p2"), false),
                new ConferenceRequest.AddParticipant("c1", bob), new ConferenceRequest.RemoveParticipant("c1", "p2"),
                new ConferenceRequest.DialAgain("c1", "p2"), new ConferenceRequest.EndConference("c1"),
                new ConferenceRequest.GetConference("c1"), new ConferenceRequest.GetConference("c1", 200));
    }

    @ParameterizedTest
    @MethodSource("requests")
    @Feature("A087")
    void requestsAreValidAndCarryTheirMessageId(ConferenceRequest request) throws Exception {
        SoapMessage message = SoapReader.read(SoapWriter.request("urn:uuid:1", request));

        CONFERENCE.accept(message.body());
        assertThat(message.operation().getLocalPart()).isEqualTo(request.operation());
        assertThat(message.messageId()).contains("urn:uuid:1");
        assertThat(RequestXml.read(message)).isEqualTo(request);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    @Feature("A091")
    void answersAreValidAndReadBackTheSame(SoapVersion version) throws Exception {
        ConferenceAnswer answer = new ConferenceAnswer("createConference", "c1", 7, 5, "starting", true, true,
                Optional.of("bob@example.org"), Optional.of("ann@example.org"), Optional.of(POLICY), Optional.of("Budget"),
                Optional.of(new ReportedDialIn(Optional.of("+4930123456"), Optional.of("sip:bridge@example.org"), "48291337")),
                "The conference is under way.", Optional.empty(), List.of("p1", "p2"),
                Optional.of(300), List.of(ANN, BOB));

        SoapMessage message = SoapReader.read(SoapWriter.answer(version, Optional.of("urn:uuid:1"), answer));

        CONFERENCE.accept(message.body());
        assertThat(message.relatesTo()).contains("urn:uuid:1");
        assertThat(CommandXml.readAnswer(message)).isEqualTo(answer);
    }

    @Test
    void anEndedConferenceReadsBackTheSame() throws Exception {
        ConferenceAnswer answer = new ConferenceAnswer("getConference", "c1", 9, 9, "ended", false, false, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                "The conference has ended.",
                Optional.of(new ReportedEnd("initiator-not-reached", Optional.of("busy"), Optional.of(BUSY),
                        Optional.of("the initiator is busy"))),
                List.of(),
                Optional.empty(), List.of());

        SoapMessage message = SoapReader.read(SoapWriter.answer(SoapVersion.SOAP_1_1, Optional.empty(), answer));

        CONFERENCE.accept(message.body());
        assertThat(CommandXml.readAnswer(message)).isEqualTo(answer);
    }

    @Test
    @Feature("A095")
    void reportsAreValidAndReadBackTheSame() throws Exception {
        StatusReport report = new StatusReport("c1", 9, 8, "participant-state-changed", TIME, Optional.of("Budget"),
                "ending", true, Optional.of("bob@example.org"),
                Optional.of(new ReportedEnd("ended-by-owner", Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.of(BOB), List.of(), "Bob is busy.", List.of("ann@example.org", "carol@example.org"));

        SoapMessage message = SoapReader.read(SoapWriter.report(report));

        REPORTING.accept(message.body());
        assertThat(message.messageId()).contains("urn:bridgehead:status:c1:8");
        assertThat(StatusXml.read(message)).isEqualTo(report);
        assertThat(report.forRecipient("ann@example.org").recipients()).containsExactly("ann@example.org");
    }

    @Test
    @Feature("A122")
    void theReportOfTheEndHasEverybodysLastState() throws Exception {
        StatusReport report = new StatusReport("c1", 9, 8, "conference-ended", TIME, Optional.empty(), "ended", false,
                Optional.empty(),
                Optional.of(new ReportedEnd("ended-by-owner", Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(), List.of(BOB, BOB), "The conference has ended", List.of("ann@example.org"));

        SoapMessage message = SoapReader.read(SoapWriter.report(report));

        REPORTING.accept(message.body());
        assertThat(StatusXml.read(message)).isEqualTo(report);
        assertThat(MessageSummary.of(message).detail()).isEqualTo("ended");
    }

    @Test
    @Feature("A149")
    void reportsOfWhoSpeaksAreValidAndReadBackTheSame() throws Exception {
        TalkReport report = new TalkReport("c1",
                List.of(new TalkReport.Talker("p2", true, TIME), new TalkReport.Talker("p3", false, TIME)),
                List.of("ann@example.org", "carol@example.org"));

        SoapMessage message = SoapReader
                .read(SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE, TalkXml.write(report)));

        REPORTING.accept(message.body());
        assertThat(TalkXml.read(message)).isEqualTo(report);
        assertThat(report.forRecipient("ann@example.org").recipients()).containsExactly("ann@example.org");
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void faultsAreValidAndReadBackTheSame(SoapVersion version) throws Exception {
        for (Side side : Side.values()) {
            SoapFault fault = new SoapFault(side, "unknown-conference", "There is no such <conference>.", "Check the id.");

            SoapMessage message = SoapReader.read(SoapWriter.fault(version, Optional.of("urn:uuid:1"), fault));

            assertThat(message.isFault()).isTrue();
            assertThat(SoapFault.read(message)).isEqualTo(fault);
            CONFERENCE.accept(message.body());
        }
    }

    @Test
    void readsAFaultWithoutDetail() throws Exception {
        SoapMessage message = SoapReader
                .read(("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>"
                        + "<faultcode>s:Server</faultcode><faultstring>Gone</faultstring></s:Fault></s:Body></s:Envelope>")
                        .getBytes(UTF_8));

        assertThat(SoapFault.read(message)).isEqualTo(new SoapFault(Side.RECEIVER, SoapFault.UNTYPED, "Gone", ""));
    }

    @Test
    void anAnswerWithoutConferenceIdIsRefused() throws Exception {
        SoapMessage message = SoapReader.read(SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE,
                "<createConferenceResponse xmlns='urn:bridgehead:conference:1'/>".getBytes(UTF_8)));

        assertThatThrownBy(() -> CommandXml.readAnswer(message)).isInstanceOf(SoapException.class);
        assertThatThrownBy(() -> StatusXml.read(message)).isInstanceOf(SoapException.class);
        assertThatThrownBy(() -> SoapFault.read(message)).isInstanceOf(SoapException.class);
    }

    @Test
    void charactersXmlCannotCarryAreReplaced() throws Exception {
        SoapMessage message = SoapReader.read(SoapWriter.request("m", new ConferenceRequest.AddParticipant("c1",
                new Person("B\u0000o\u001Bb", "1"))));

        assertThat(new String(message.body(), UTF_8)).contains("B\uFFFDo\uFFFDb");
    }

    @Test
    void bothWsdlsUseTheSameWords() {
        Document one = CONFERENCE.document();
        Document two = REPORTING.document();
        int shared = 0;
        for (String kind : List.of("simpleType", "complexType")) {
            var types = two.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, kind);
            for (int i = 0; i < types.getLength(); i++) {
                Element type = (Element) types.item(i);
                if (!type.getAttribute("name").isEmpty()) {
                    shared++;
                    assertThat(named(one, kind, type.getAttribute("name")).isEqualNode(type)).as(type.getAttribute("name"))
                            .isTrue();
                }
            }
        }
        assertThat(shared).isGreaterThan(10);
    }

    private static Element named(Document document, String kind, String name) {
        var types = document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, kind);
        for (int i = 0; i < types.getLength(); i++) {
            if (((Element) types.item(i)).getAttribute("name").equals(name)) {
                return (Element) types.item(i);
            }
        }
        throw new AssertionError("No " + kind + " " + name);
    }
}
