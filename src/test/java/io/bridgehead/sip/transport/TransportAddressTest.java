package io.bridgehead.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportAddressTest {

    @Test
    void sendsToTheTransportsOwnPortWhereNoneIsGiven() {
        assertThat(TransportAddress.parse("udp://sip.provider.example").destination())
                .isEqualTo(new Destination(SipTransport.UDP, "sip.provider.example", 5060));
        assertThat(TransportAddress.parse("TLS://192.0.2.7").destination())
                .isEqualTo(new Destination(SipTransport.TLS, "192.0.2.7", 5061).asConfigured());
    }

    @Test
    void knowsTheAddressThatTheOperatorWroteDown() {
        assertThat(TransportAddress.parse("udp://[2001:db8::7]").destination().address().getHostAddress())
                .isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(TransportAddress.parse("udp://sip.provider.example").destination().address()).isNull();
    }

    @Test
    void takesTheBracketsFromAnAddressOfIpv6() {
        assertThat(TransportAddress.parse("tcp://[2001:db8::7]:5080"))
                .isEqualTo(new TransportAddress(SipTransport.TCP, "2001:db8::7", 5080));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "sip.provider.example", "udp:", "udp://", "udp://host:port", "udp://a b", "sctp://host" })
    void saysWhatIsWrongWithAnythingElse(String text) {
        assertThatThrownBy(() -> TransportAddress.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(Not of the form transport://host:port|is no SIP transport).*");
    }
}
