package io.bridgehead.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.test.Feature;

class SoapMessagesTest {

    private static final String GATEWAY = "sip:conference@example.org";

    private final SoapMessages messages = new SoapMessages(GATEWAY);
    private final Address carol = new Address("Carol", "tel:+4930123456");
    private final Address bob = new Address("B & <b>", "sip:bob@example.org");

    private Reading read(String from, byte[] body) {
        return messages.read(new SipLine.Incoming(from, ConferenceMessages.CONTENT_TYPE, body));
    }

    private static String xml(Command command) {
        return new String(command.body(), StandardCharsets.UTF_8);
    }

    @Test
    @Feature({ "A007", "A028" })
    void writesTheCreationWithTheOwnersNumberAsSoapThatCanBeReadBack() throws SoapException {
        Command create = messages.create("Budget", carol, List.of(bob),
                new StartWishes(true, Optional.of("sales"), Optional.empty(), Optional.of(true)));
        SoapMessage read = SoapReader.read(create.body());
        assertThat(read.operation().getLocalPart()).isEqualTo("createConference");
        assertThat(read.operation().getNamespaceURI()).isEqualTo(CommandXml.NAMESPACE);
        assertThat(read.messageId()).contains(create.messageId());
        assertThat(xml(create)).contains("tel:+4930123456", "B &amp; &lt;b", "all-at-once", "Budget", "account>sales<");
    }

    @Test
    void givesEveryCommandAMessageIdOfItsOwn() {
        assertThat(messages.end("c1").messageId()).isNotEqualTo(messages.end("c1").messageId());
    }

    @Test
    void readsAnAnswerWithTheRoster() {
        Reading reading = read(GATEWAY, Soap.answer("m1", "createConference", 2, "dialing-out"));
        assertThat(reading).isInstanceOfSatisfying(Reading.Answer.class, answer -> {
            assertThat(answer.relatesTo()).isEqualTo("m1");
            assertThat(answer.conference().participants()).extracting(StatusUpdate.Participant::state)
                    .containsExactly("dialing-out");
        });
    }

    @Test
    void readsAStatus() {
        Reading reading = read(GATEWAY, Soap.participant(3, "p2", "Bob", "alerting", ""));
        assertThat(reading).isInstanceOfSatisfying(Reading.Status.class, status -> assertThat(status.update())
                .isInstanceOfSatisfying(StatusUpdate.Participant.class, row -> assertThat(row.name()).isEqualTo("Bob")));
    }

    @Test
    void readsTheEnd() {
        Reading reading = read(GATEWAY, Soap.ended(4, "initiator-left"));
        assertThat(reading).isInstanceOfSatisfying(Reading.Status.class, status -> assertThat(status.update())
                .isInstanceOfSatisfying(StatusUpdate.Conference.class, end -> {
                    assertThat(end.ended()).isTrue();
                    assertThat(end.cause()).isEqualTo("initiator-left");
                    assertThat(end.why()).isEqualTo("it is over");
                }));
    }

    @Test
    void readsAFault() {
        assertThat(read(GATEWAY, Soap.fault("m1"))).isEqualTo(
                new Reading.Fault("m1", "not-allowed", "You may not.", "Ask the operator."));
    }

    @Test
    @Feature("A025")
    void believesNobodyButTheGatewayAboutConferences() {
        assertThat(read("sip:mallory@example.org", Soap.ended(4, "fatal"))).isInstanceOf(Reading.Unreadable.class)
                .hasToString(
                        "Unreadable[from=sip:mallory@example.org, reason=only sip:conference@example.org tells about conferences]");
        assertThat(read("sip:conference@example.net", Soap.ended(4, "fatal"))).isInstanceOf(Reading.Unreadable.class)
                .asString().contains("; if example.net is your domain, say --domain example.net");
    }

    @Test
    void saysWhyItCannotReadSomething() {
        assertThat(read(GATEWAY, "<!DOCTYPE x><x/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(messages.read(new SipLine.Incoming("sip:bob@example.org", "text/plain", new byte[] { (byte) 0xff })))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsChat() {
        assertThat(
                messages.read(new SipLine.Incoming("sip:bob@example.org", "text/plain", "Hé".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Reading.Text("sip:bob@example.org", "Hé"));
    }
}
