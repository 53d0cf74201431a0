package io.bridgehead.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** What comes in is held against the WSDL, and the WSDL is given to whoever wants to write a client. */
class WsdlTest {

    private static final Wsdl CONFERENCE = Wsdl.of("conference");

    @Test
    @Threat(10)
    void onlyWhatTheSchemaSaysIsAllowedHoweverOftenAndInWhateverOrder() throws Exception {
        String good = "<endConference xmlns='urn:bridgehead:conference:1'><conferenceId>c1</conferenceId></endConference>";
        List<String> allowed = List.of(good, good.replace("c1", " c1 "), good.replace("c1", "<![CDATA[c1]]>"),
                good.replace("xmlns", "xmlns:c").replace("<end", "<c:end").replace("</end", "</c:end")
                        .replace("<conf", "<c:conf").replace("</conf", "</c:conf"));
        List<String> refused = List.of(good.replace("c1", ""), good.replace("c1", "<x/>"), good.replace("c1", "c 1"),
                good.replace("<conferenceId>", "<conferenceId lang='en'>"), good.replace("<conferenceId>", "x<conferenceId>"),
                good.replace("</endC", "<conferenceId>c2</conferenceId></endC"), good.replace("conferenceId", "participantId"),
                good.replace("<endConference", "<endConference xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
                        + " i:type='xs:string'"));

        for (int i = 0; i < 3; i++) {
            for (String body : allowed) {
                assertThat(CONFERENCE.complaint(message(body))).as(body).isEmpty();
            }
            for (String body : refused) {
                assertThat(CONFERENCE.complaint(message(body))).as(body).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<conferenceId>c1</conferenceId><muted>true</muted>|It stops at muteParticipant/muted[1]: participantId is expected there.",
            "<conferenceId>c1</conferenceId>|It stops at muteParticipant: participantId is missing.",
            "<conferenceId>c1</conferenceId><participantId>p1</participantId><x/>|It stops at muteParticipant/x[1]: nothing more is expected there.",
            "<conferenceId>c 1</conferenceId><participantId>p1</participantId>|It stops at muteParticipant/conferenceId[1]: the value is none of its type Identifier.",
            "<conferenceId x=''>c1</conferenceId><participantId>p1</participantId>|It stops at muteParticipant/conferenceId[1]: the element, an attribute or the value is not allowed." })
    void whatIsWrongIsSaidInTheSchemasWords(String content, String words) throws Exception {
        assertThat(CONFERENCE.complaint(message("<muteParticipant xmlns='urn:bridgehead:conference:1'>" + content
                + "</muteParticipant>"))).contains(words);
    }

    @Test
    void ofTenPeopleTheOneIsNamedWhoseElementIsWrongAndNothingThatIsInIt() throws Exception {
        String person = "<participant><address>+49 30 1234567</address></participant>";
        String good = "<createConference xmlns='urn:bridgehead:conference:1'><initiator><address>1</address></initiator>"
                + person.repeat(10) + "</createConference>";

        assertThat(CONFERENCE.complaint(message(good))).isEmpty();
        assertThat(complaint(good, person, "<participant><address> </address></participant>"))
                .isEqualTo("It stops at createConference/participant[10]/address[1]: the value is none of its type Address.");
        assertThat(complaint(good, person, "<participant></participant>")).contains(" createConference/participant[10]: ")
                .endsWith(" is missing.");
        assertThat(complaint(good, person, "<participant><phone>+49 30 1234567</phone></participant>"))
                .isEqualTo("It stops at createConference/participant[10]/phone[1]: one of name, address is expected there.");
        assertThat(complaint(good, person,
                "<participant><address>1</address><Tele\u00e9fon" + "x".repeat(90) + "/></participant>"))
                .contains("/Tele?fonxxxx").doesNotContain("x".repeat(40));
    }

    /** What is said when the last person is another one. */
    private static String complaint(String good, String person, String other) throws SoapException {
        int last = good.lastIndexOf(person);
        return CONFERENCE.complaint(message(good.substring(0, last) + other + good.substring(last + person.length())))
                .orElseThrow();
    }

    @Test
    @Feature("A051")
    void allItsPortsAreWhereItWasAskedFor() throws Exception {
        byte[] published = CONFERENCE.publishedAt("https://example.org:1/a?b&c=\"<$1");

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(published));
        var addresses = document.getElementsByTagNameNS("*", "address");
        int ports = 0;
        for (int i = 0; i < addresses.getLength(); i++) {
            String location = ((Element) addresses.item(i)).getAttribute("location");
            if (!location.isEmpty()) {
                ports++;
                assertThat(location).isEqualTo("https://example.org:1/a?b&c=\"<$1");
            }
        }
        assertThat(ports).isEqualTo(2);
    }

    private static SoapMessage message(String body) throws SoapException {
        return SoapReader.read(SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE, body.getBytes(UTF_8)));
    }
}
