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
                assertThat(CONFERENCE.objection(message(body))).as(body).isEmpty();
            }
            for (String body : refused) {
                assertThat(CONFERENCE.objection(message(body))).as(body).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<conferenceId>c1</conferenceId><muted>true</muted>|where it went wrong, participantId is expected.",
            "<conferenceId>c1</conferenceId>|where it went wrong, participantId is expected.",
            "<conferenceId>c1</conferenceId><participantId>p1</participantId><x/>|there is an element where nothing more is expected.",
            "<conferenceId>c 1</conferenceId><participantId>p1</participantId>|a value is none of its type Identifier.",
            "<conferenceId x=''>c1</conferenceId><participantId>p1</participantId>|an element, an attribute or a value is not as it says." })
    void whatIsWrongIsSaidInTheSchemasWords(String content, String words) throws Exception {
        assertThat(CONFERENCE.objection(message("<muteParticipant xmlns='urn:bridgehead:conference:1'>" + content
                + "</muteParticipant>"))).contains(words);
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
