package io.bridgehead.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = { "sip:a@b", "sips:a:b@c.d:5061;transport=tcp;lr?x=y", "sip:[2001:db8::10]:5070",
            "sip:+49(89)1-2;ext=3@gw;user=phone",
            "sip:a%20b@h", "tel:+498912345", "urn:service:sos", "sip:user;par=u%40example.net@example.com",
            "sip:h_1.svc.local" })
    void writesUrisAsTheyWere(String text) {
        assertThat(SipUri.parse(text)).hasToString(text).isEqualTo(SipUri.parse(text)).hasSameHashCodeAs(SipUri.parse(text));
        assertThat(SipUri.parse(text).matches(SipUri.parse(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "sip:", "sip:@h", "a", ":a", "sip:a@", "sip:a@b:", "sip:a@b:99999", "sip:a@b:x", "sip:a b@c",
            "sip:a@b c",
            "sip:a%2@b", "sip:a%zz@b", "sip:a@b;", "sip:a@b;;c", "sip:[::1", "sip:a@b@c", "sip:a<b@c", "1sip:a@b", "sip:ä@b",
            "tel:",
            "sip:a@-b" })
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(SipParseException.class);
    }

    @ParameterizedTest
    @CsvSource({ "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp, true",
            "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5, true",
            "sip:carol@chicago.com;security=on, sip:carol@chicago.com;newparam=5, true",
            "sip:carol@chicago.com?subject=a&x=b, sip:carol@chicago.com?x=b&subject=a, true",
            "SIP:ALICE@atlanta.com, sip:alice@atlanta.com, false", "sip:bob@biloxi.com, sip:bob@biloxi.com:5060, false",
            "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp, false", "sip:a@b, sips:a@b, false",
            "sip:a@b?x=1, sip:a@b, false",
            "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off, false" })
    void comparesUrisByTheRulesOfTheRfc(String a, String b, boolean same) {
        assertThat(SipUri.parse(a).matches(SipUri.parse(b))).isEqualTo(same);
        assertThat(SipUri.parse(b).matches(SipUri.parse(a))).isEqualTo(same);
    }

    @Test
    void takesUrisApartAndChangesThem() {
        SipUri uri = SipUri.parse("sip:j%40n:pw@[::1]:5070;transport=ws;lr?subject=x");
        assertThat(uri.user()).isEqualTo("j@n");
        assertThat(uri.rawUser()).isEqualTo("j%40n");
        assertThat(uri.password()).isEqualTo("pw");
        assertThat(uri.host()).isEqualTo("[::1]");
        assertThat(uri.isLooseRouter()).isTrue();
        assertThat(uri.userAtHost()).isEqualTo("j@n@[::1]");
        assertThat(uri.withoutHeaders().withoutParam("LR").withParam("transport", "tcp"))
                .hasToString("sip:j%40n:pw@[::1]:5070;transport=tcp");
        assertThat(SipUri.of("a b@ä", "h", 5)).hasToString("sip:a%20b%40%C3%A4@h:5");
        assertThat(SipUri.parse("tel:+49").opaque()).isEqualTo("+49");
    }

    @Test
    void keepsHeaderAndUriParametersApart() {
        assertThat(NameAddr.parse("<sip:a@b;x=1>;tag=2").tag()).isEqualTo("2");
        assertThat(NameAddr.parse("sip:a@b;tag=2").uri()).hasToString("sip:a@b");
        assertThat(NameAddr.parse("  Al  Ice <sip:a@b> ; tag = 3").tag()).isEqualTo("3");
        assertThat(NameAddr.parse("<sip:a@b>;+sip.instance=\"<urn:uuid:1;2,3>\";reg-id=1").param("+sip.instance"))
                .isEqualTo("\"<urn:uuid:1;2,3>\"");
        assertThat(NameAddr.of("B \"x\" \r\nVia: y", SipUri.parse("sip:b@c")).withTag("t"))
                .hasToString("\"B \\\"x\\\"   Via: y\" <sip:b@c>;tag=t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<sip:a@b", "\"x <sip:a@b>", "\"x\" sip:a@b", "a, b <sip:a@b>", "< sip:a@b>", "sip:a@b?x=y",
            "<sip:a@b>x",
            "<sip:a@b>;", "<sip:a@b>;=x", "<>", "* x" })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> NameAddr.parse(text)).isInstanceOf(SipParseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SIP/2.0/UDP h;branch=z9hG4bK1", "SIP/2.0/WSS [2001:db8::9:1];received=192.0.2.1;rport=5060",
            "SIP/2.0/TCP h:5061",
            "SIP/2.0/UDP [::1]:6050;received=::ffff:192.0.2.1" })
    void writesViaAsItWas(String text) {
        assertThat(Via.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "SIP/2.0", "SIP/2.0/UDP", "SIP/2.0/UDP ;x", "SIP/2.0/UDP h:x", "SIP/2.0/UDP h:99999",
            "HTTP/2.0/UDP h",
            "SIP/2.0/UDP h;", "SIP/2.0/UDP h h2", "SIP/3.0/UDP h" })
    void refusesWhatIsNoVia(String text) {
        assertThatThrownBy(() -> Via.parse(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void knowsWhichBranchesIdentifyATransaction() {
        assertThat(Via.parse("SIP/2.0/UDP h;branch=z9hG4bK1").hasRfc3261Branch()).isTrue();
        assertThat(Via.parse("SIP/2.0/UDP h;branch=z9hG4bK").hasRfc3261Branch()).isFalse();
        assertThat(Via.parse("SIP/2.0/UDP h;branch=1").hasRfc3261Branch()).isFalse();
        assertThat(Via.parse("SIP/2.0/UDP h").hasRfc3261Branch()).isFalse();
    }

    @Test
    void makesIdentifiersNobodyGuesses() {
        assertThat(SipIds.newTag()).hasSize(16).isNotEqualTo(SipIds.newTag());
        assertThat(SipIds.newBranch()).startsWith("z9hG4bK").hasSize(27);
        assertThat(SipStatus.reason(486)).isEqualTo("Busy Here");
        assertThat(SipStatus.reason(499)).isEqualTo("Request Failure");
    }

    @Test
    void answersRequestsWhoseQuotedNamesHoldControlCharacters() {
        SipRequest request = TestMessages.request("""
                MESSAGE sip:a@b SIP/2.0
                Via: SIP/2.0/UDP h;branch=z9hG4bK1
                To: "NUL:\\\0 BEL:\\\7" <sip:a@b>
                From: <sip:c@d>;tag=1
                Call-ID: 1
                CSeq: 1 MESSAGE

                """);
        assertThat(SipValidator.check(request)).isNull();
        assertThat(request.createResponse(200).to().tag()).isNotNull();
    }
}
