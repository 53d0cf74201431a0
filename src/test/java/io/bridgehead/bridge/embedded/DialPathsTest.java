package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

@Feature({ "A151", "A176" })
class DialPathsTest {

    private final EmbeddedBridgeConfig config = EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32], MediaConfig.on("127.0.0.1"))
            .withProxy(new Destination(SipTransport.TCP, "10.0.0.1", 5060), Set.of("Example.org"), "secret")
            .withTrunk(
                    new Trunk(new Destination(SipTransport.UDP, "10.0.0.2", 5060), "carrier.example", "+4930999", "us", "pw",
                            5));
    private final DialPaths paths = new DialPaths(config);

    @Test
    void callsOurOwnDomainsThroughTheServerAsTheBridgesAccount() throws Exception {
        DialPath path = paths.find("sip:ann@EXAMPLE.org");
        assertThat(path.destination()).isEqualTo(config.proxy());
        assertThat(path.caller()).isEqualTo(config.identity());
        assertThat(path.user()).isEqualTo("bridge");
    }

    @Test
    void callsOtherAddressesDirectlyAndShowsThemNoCredentials() throws Exception {
        DialPath path = paths.find("sip:ann@192.0.2.7:5080;transport=tcp");
        assertThat(path.uri()).hasToString("sip:ann@192.0.2.7:5080;transport=tcp");
        assertThat(path.destination()).isNull();
        assertThat(path.user()).isNull();
        assertThat(paths.find("sips:ann@phone.example").destination()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "tel:+49-30-123 456, +4930123456", "tel:+4930123456;ext=5, +4930123456", "(030) 123.456, 030123456",
            "112, 112" })
    void callsNumbersThroughTheTrunkAsDigitsOnly(String address, String digits) throws Exception {
        DialPath path = paths.find(address);
        assertThat(path.uri()).hasToString("sip:" + digits + "@carrier.example;user=phone");
        assertThat(path.destination().host()).isEqualTo("10.0.0.2");
        assertThat(path.caller()).hasToString("sip:+4930999@carrier.example");
    }

    @Test
    void takesNothingFromTheAddressThatWouldChangeTheRequest() throws Exception {
        assertThat(paths.find("sip:ann@192.0.2.7;method=BYE?Route=%3Csip:evil%3E").uri()).hasToString("sip:ann@192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "tel:", "tel:+", "tel:abc", "+49;x\r\nBye: 1", "sip:ann@", "sip:ann@x y", "http://x", "1+2",
            "sip:ann@192.0.2.7\r\nRoute: <sip:evil>", "sip:ann@192.0.2.7;transport=ws", "sips:ann@192.0.2.7;transport=udp",
            "sip:ann@abc.invalid", "sip:ann@192.0.2.7;transport=carrier-pigeon" })
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> paths.find(address)).isInstanceOf(UndiallableAddressException.class);
    }

    @Test
    void callsOnlyOurDomainsWhenDirectCallsAreSwitchedOff() throws Exception {
        DialPaths closed = new DialPaths(config.withDialDirect(false));
        assertThatThrownBy(() -> closed.find("sip:ann@192.0.2.7")).isInstanceOf(UndiallableAddressException.class);
        assertThat(closed.find("sip:ann@example.org")).isNotNull();
    }
}
