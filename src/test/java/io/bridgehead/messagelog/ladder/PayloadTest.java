package io.bridgehead.messagelog.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

class PayloadTest {

    private static byte[] envelope(String header, String body) {
        return ("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:wsa='http://www.w3.org/2005/08/addressing'>"
                + "<s:Header>" + header + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] status(String rest) {
        return envelope("", "<reportStatus xmlns='urn:x'><conferenceId>c1</conferenceId>" + rest + "</reportStatus>");
    }

    @Test
    void readsACommand() {
        Payload payload = Payload.of(envelope("<wsa:MessageID>m1</wsa:MessageID>",
                "<removeParticipant><conferenceId>c1</conferenceId><participantId>p2</participantId></removeParticipant>"));
        assertThat(payload).isEqualTo(new Payload("removeParticipant", "p2", "m1", "c1"));
    }

    @Test
    void readsAnAnswerAsPartOfItsCommand() {
        Payload payload = Payload.of(envelope("<wsa:RelatesTo>m1</wsa:RelatesTo>",
                "<createConferenceResponse><conferenceId>c1</conferenceId></createConferenceResponse>"));
        assertThat(payload).isEqualTo(new Payload("createConferenceResponse", null, "m1", "c1"));
    }

    @Test
    void readsTheStateOfAParticipantAndNothingPersonal() {
        Payload payload = Payload.of(status("<conferenceState>running</conferenceState><participant><id>p1</id>"
                + "<name>Carol</name><address>tel:+4930123456</address><role>initiator</role>"
                + "<state>disconnected</state><disconnectionMethod>departed</disconnectionMethod></participant>"));
        assertThat(payload.detail()).isEqualTo("p1 initiator disconnected departed");
    }

    @Test
    void readsTheEndAndWhetherItWasFatal() {
        String ended = "<conferenceState>ended</conferenceState><endReason>%s</endReason>";
        assertThat(Payload.of(status(ended.formatted("ended-by-owner"))).detail()).isEqualTo("ended ended-by-owner");
        assertThat(Payload.of(status(ended.formatted("bridge-unavailable"))).detail())
                .isEqualTo("ended fatal bridge-unavailable");
    }

    @Test
    void findsTheEnvelopeInASipRequest() {
        byte[] body = status("<conferenceState>ended</conferenceState>");
        byte[] head = "MESSAGE sip:x SIP/2.0\r\nCall-ID: 1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] raw = new byte[head.length + body.length];
        System.arraycopy(head, 0, raw, 0, head.length);
        System.arraycopy(body, 0, raw, head.length, body.length);
        assertThat(Payload.of(raw).conferenceId()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "hello", "<", "<a>", "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "{\"a\":1}",
            "MESSAGE sip:x SIP/2.0\r\n\r\nhello", "\r\n\r\n" })
    void tellsNothingOfWhatIsNoSoap(String raw) {
        assertThat(Payload.of(raw.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Payload(null, null, null, null));
    }

    @Test
    void readsNothingHuge() {
        assertThat(Payload.of(status("<x>" + "y".repeat(200_000) + "</x>")).operation()).isNull();
    }

    @Test
    void numbersRowsThatHoldNothingButTheirPayload() {
        List<LoggedMessage> rows = new ArrayList<>();
        byte[] create = envelope("<wsa:MessageID>m1</wsa:MessageID>", "<createConference><initiator/></createConference>");
        byte[] answer = envelope("<wsa:RelatesTo>m1</wsa:RelatesTo>",
                "<createConferenceResponse><conferenceId>c1</conferenceId></createConferenceResponse>");
        rows.add(row(1, LogEntry.sip("a", "b", "1", 1, create)));
        rows.add(row(2, LogEntry.of(Hop.WEBSERVICE_REQUEST, "createConference", create)));
        rows.add(row(3, LogEntry.of(Hop.BRIDGE_COMMAND, "dial", new byte[0]).withOperation("dial", "c1.p1.1")));
        rows.add(row(4, LogEntry.sip("b", "a", "2", 1, answer)));
        // The service's answer is written by the way, here after the message made of it.
        rows.add(row(5, LogEntry.of(Hop.WEBSERVICE_ANSWER, "createConferenceResponse", answer)));
        assertThat(Ladder.of(rows).operations()).containsExactly("402", "404", "406", "408", "410", "412", "414");
    }

    private static LoggedMessage row(long id, LogEntry entry) {
        return new LoggedMessage(id, entry, Status.DELIVERED, Optional.of(entry.time()), Optional.of(200));
    }
}
