package io.bridgehead.sip.message;

import static io.bridgehead.sip.message.TestMessages.bytes;
import static io.bridgehead.sip.message.TestMessages.crlf;
import static io.bridgehead.sip.message.TestMessages.message;
import static io.bridgehead.sip.message.TestMessages.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

class SipParserTest {

    @Test
    @Feature("A006")
    void readsTheHeadersOfAMessage() {
        SipRequest request = message();
        assertThat(request.method()).isEqualTo("MESSAGE");
        assertThat(request.requestUri().user()).isEqualTo("conference");
        assertThat(request.topVia().branch()).isEqualTo("z9hG4bKnashds8");
        assertThat(request.topVia().hasRport()).isTrue();
        assertThat(request.topVia().rport()).isEqualTo(-1);
        assertThat(request.from().displayName()).isEqualTo("Alice");
        assertThat(request.from().tag()).isEqualTo("456248");
        assertThat(request.cseq()).isEqualTo(new CSeq(1826, "MESSAGE"));
        assertThat(request.maxForwards()).isEqualTo(70);
        assertThat(request.expires()).isEqualTo(-1);
        assertThat(request.bodyText()).isEqualTo(TestMessages.SOAP);
        assertThat(SipValidator.check(request)).isNull();
    }

    @Test
    void writesUntouchedMessagesExactlyAsTheyCame() {
        String odd = crlf("""
                OPTIONS sip:a@b SIP/2.0
                v  :  SIP / 2.0 / UDP   h ;
                  branch = z9hG4bKx
                X-Odd:\tä ö
                t: <sip:a@b>
                f: sip:c@d;tag=1
                i: x
                l: 0
                cseq:  1   OPTIONS

                """);
        SipMessage parsed = SipParser.parse(bytes(odd));
        assertThat(parsed.toText()).isEqualTo(odd);
        assertThat(parsed.copy().toText()).isEqualTo(odd);
        assertThat(parsed.topVia()).hasToString("SIP/2.0/UDP h;branch=z9hG4bKx");
        assertThat(parsed.header("x-odd")).isEqualTo("ä ö");
        assertThat(parsed.cseq().method()).isEqualTo("OPTIONS");
    }

    @Test
    void changesOnlyTheLinesThatWereTouched() {
        SipRequest request = message();
        request.addFirst("Via", "SIP/2.0/TCP proxy;branch=z9hG4bKp");
        request.setHeader("Max-Forwards", "69");
        assertThat(request.toText()).isEqualTo(TestMessages.MESSAGE
                .replace("Via: SIP/2.0/UDP", "Via: SIP/2.0/TCP proxy;branch=z9hG4bKp\r\nVia: SIP/2.0/UDP")
                .replace("Max-Forwards: 70", "Max-Forwards: 69"));
        assertThat(request.topVia().transport()).isEqualTo("TCP");
        assertThat(request.removeFirst("v")).isTrue();
        request.setHeader("Max-Forwards", "70");
        assertThat(request.toText()).isEqualTo(TestMessages.MESSAGE);
    }

    @Test
    void keepsTheSecondViaOfALineWhenTheFirstIsRemoved() {
        SipRequest request = request("""
                MESSAGE sip:a@b SIP/2.0
                Via: SIP/2.0/UDP one;branch=z9hG4bK1, SIP/2.0/UDP two;branch=z9hG4bK2
                Via: SIP/2.0/UDP three

                """);
        assertThat(request.vias()).extracting(Via::host).containsExactly("one", "two", "three");
        request.replaceFirst("Via", "SIP/2.0/UDP uno");
        assertThat(request.vias()).extracting(Via::host).containsExactly("uno", "two", "three");
        request.removeFirst("Via");
        assertThat(request.vias()).extracting(Via::host).containsExactly("two", "three");
        assertThat(request.removeHeader("Via").hasHeader("v")).isFalse();
    }

    @Test
    void separatesContactsOnlyAtCommasOutsideQuotesAndBrackets() {
        SipRequest request = request("""
                REGISTER sip:b SIP/2.0
                m: "A, \\"B\\" <x>" <sip:a,b@c;p=1>;expires=5, sip:d@e;q=0.5
                Contact: *

                """);
        assertThat(request.contacts()).extracting(NameAddr::displayName).containsExactly("A, \"B\" <x>", null, null);
        assertThat(request.contacts().get(0).uri().user()).isEqualTo("a,b");
        assertThat(request.contacts().get(1).param("q")).isEqualTo("0.5");
        assertThat(request.contacts().get(2).isWildcard()).isTrue();
    }

    @Test
    void forgetsWhatItReadOnceTheLineHasChanged() {
        SipRequest original = message();
        assertThat(original.from().tag()).isEqualTo("456248");
        assertThat(original.to().tag()).isNull();
        assertThat(original.cseq().number()).isEqualTo(1826);
        assertThat(original.topVia().transport()).isEqualTo("UDP");
        assertThat(original.callId()).startsWith("843817637684230");
        SipRequest copy = original.copy();
        copy.setHeader("f", "<sip:x@y>;tag=new").setHeader("To", "<sip:x@y>;tag=t").setHeader("cseq", "2 MESSAGE")
                .setHeader("i", "other").addFirst("v", "SIP/2.0/TCP first");
        assertThat(copy.from().tag()).isEqualTo("new");
        assertThat(copy.to().tag()).isEqualTo("t");
        assertThat(copy.cseq().number()).isEqualTo(2);
        assertThat(copy.callId()).isEqualTo("other");
        assertThat(copy.topVia().transport()).isEqualTo("TCP");
        copy.removeFirst("Via");
        assertThat(copy.topVia().transport()).isEqualTo("UDP");
        assertThat(copy.removeHeader("From").from()).isNull();
        assertThat(original.from().tag()).isEqualTo("456248");
        assertThat(original.topVia().transport()).isEqualTo("UDP");
    }

    @Test
    void copiesAreIndependent() {
        SipRequest original = message();
        SipRequest copy = original.copy();
        copy.addFirst("Via", "SIP/2.0/UDP x").setHeader("Subject", "changed");
        copy.setRequestUri("sip:other@example.org");
        copy.setBody("text/plain", "short");
        assertThat(original.toText()).isEqualTo(TestMessages.MESSAGE);
        assertThat(copy.toText()).startsWith("MESSAGE sip:other@example.org SIP/2.0\r\n").contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\nshort");
    }

    @Test
    void answersWithTheHeadersTheRfcWants() {
        SipResponse response = message().createResponse(202);
        assertThat(response.toText())
                .startsWith("SIP/2.0 202 Accepted\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKnashds8\r\n")
                .contains("\r\nCSeq: 1826 MESSAGE\r\n").doesNotContain("Max-Forwards");
        assertThat(response.to().tag()).hasSizeGreaterThan(10);
        assertThat(message().createResponse(100).to().tag()).isNull();
        SipRequest request = message();
        assertThat(request.createResponse(180).to().tag()).isEqualTo(request.createResponse(200).to().tag());
    }

    @Test
    void copiesRecordRouteOnlyIntoAnswersThatMakeDialogs() {
        SipRequest invite = request("""
                INVITE sip:a@b SIP/2.0
                Via: SIP/2.0/UDP h
                Record-Route: <sip:p1;lr>, <sip:p2;lr>
                Record-Route: <sip:p3;lr>
                To: <sip:a@b>
                From: <sip:c@d>;tag=1

                """);
        assertThat(invite.createResponse(200).recordRoutes()).hasSize(3);
        assertThat(invite.createResponse(486).recordRoutes()).isEmpty();
        assertThat(invite.createResponse(100).recordRoutes()).isEmpty();
    }

    @Test
    void writesNoLineBreakSomebodySmuggledIntoAValue() {
        assertThatThrownBy(() -> message().setHeader("Subject", "x\r\nRoute: <sip:evil>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message().addHeader("Sub ject", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message().setRequestUri("sip:a@b SIP/2.0\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message().createResponse(200, "OK\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsTheLimits() {
        MessageLimits limits = new MessageLimits(2_000, 1_000, 5);
        SipParser parser = new SipParser(limits);
        String start = "OPTIONS sip:a@b SIP/2.0\r\n";
        int room = 1_000 - start.length() - "X: \r\n\r\n".length();
        assertThat(parser.parseDatagram(bytes(start + "X: " + "y".repeat(room) + "\r\n\r\n"))).isNotNull();
        assertThatThrownBy(() -> parser.parseDatagram(bytes(start + "X: " + "y".repeat(room + 1) + "\r\n\r\n")))
                .isInstanceOf(SipParseException.class);
        assertThat(parser.parseDatagram(bytes(start + "X: y\r\n".repeat(5) + "\r\n")).headerNames()).hasSize(5);
        assertThatThrownBy(() -> parser.parseDatagram(bytes(start + "X: y\r\n".repeat(6) + "\r\n")))
                .isInstanceOf(SipParseException.class).extracting("status").isEqualTo(513);
        assertThat(parser.parseDatagram(Arrays.copyOf(bytes(start + "\r\n"), 2_000))).isNotNull();
        assertThatThrownBy(() -> parser.parseDatagram(Arrays.copyOf(bytes(start + "\r\n"), 2_001)))
                .isInstanceOf(SipParseException.class);
    }

    @Test
    void refusesLoneLineFeedsAndGarbage() {
        for (String garbage : new String[] { "", "\r\n\r\n", "x", "GET / HTTP/1.1\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\nVia: x\n\n",
                "OPTIONS sip:a@b SIP/2.0\rVia: x\r\r", "SIP/2.0 20 OK\r\n\r\n", "SIP/2.0 2000 OK\r\n\r\n", "SIP/", "SIP/2.0",
                "\0\0\0\0", " OPTIONS sip:a@b SIP/2.0\r\n\r\n" }) {
            assertThatThrownBy(() -> SipParser.parse(bytes(garbage))).as(garbage).isInstanceOf(SipParseException.class);
        }
    }

    @Test
    void neverThrowsAnythingButItsOwnExceptionOnDamagedMessages() {
        Random random = new Random(4475);
        byte[] good = bytes(TestMessages.MESSAGE);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(20) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = random.nextInt(6); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(Math.min(bad.length, 450))] = (byte) "\r\n\t ,;<>\"%@:=\0\u007f\u00e9aZ1*\\"
                        .charAt(random.nextInt(21));
            }
            try {
                SipMessage message = SipParser.parse(bad);
                SipValidator.check(message);
                message.toBytes();
                if (message instanceof SipRequest request) {
                    request.createResponse(400).toBytes();
                }
            } catch (SipParseException expected) {
                assertThat(expected.status()).isBetween(400, 699);
            }
        }
    }
}
