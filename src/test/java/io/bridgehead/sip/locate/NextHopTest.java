package io.bridgehead.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.message.SipUri;

class NextHopTest {

    @ParameterizedTest
    @CsvSource({ "sip:a@192.0.2.1, UDP 192.0.2.1:5060", "sip:a@192.0.2.1:5070;transport=tcp, TCP 192.0.2.1:5070",
            "sip:a@[2001:db8::1]:5061;transport=TLS, TLS [2001:db8::1]:5061", "sips:a@192.0.2.1, TLS 192.0.2.1:5061",
            "sips:a@192.0.2.1;transport=tcp, TLS 192.0.2.1:5061", "sip:a@192.0.2.1;transport=ws, WS 192.0.2.1:80",
            "sip:a@192.0.2.1;maddr=198.51.100.1, UDP 192.0.2.1:5060" })
    void readsTransportHostAndPort(String uri, String expected) {
        assertThat(NextHop.of(SipUri.parse(uri))).hasToString("Optional[" + expected + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tel:+15551234", "sip:a@abc.invalid;transport=ws", "sip:a@ABC.INVALID",
            "sip:a@192.0.2.1;transport=sctp",
            "sips:a@192.0.2.1;transport=udp" })
    void findsNoWayToWhatHasNoAddress(String uri) {
        assertThat(NextHop.of(SipUri.parse(uri))).isEmpty();
    }
}
