package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.transport.Networks;
import io.bridgehead.test.Threat;

class PartnerAddressesTest {

    private final PartnerAddresses addresses = new PartnerAddresses(address -> false);

    @ParameterizedTest
    @Threat(13)
    @ValueSource(strings = { "127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "2130706433",
            "127.1",
            "::1", "[::1]", "::", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
            "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "fd00:ec2::254", "100.100.100.200", "localhost" })
    void noBridgeIsOnThisMachineOnTheLinkOrWhereSecretsAreKept(String host) {
        assertThatThrownBy(() -> addresses.resolve(host)).isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("allowed-networks");
    }

    @ParameterizedTest
    @ValueSource(strings = { "192.0.2.1", "10.1.2.3", "192.168.1.1", "2001:db8::1", "64:ff9b::c000:201" })
    void anywhereElseItMayBe(String host) throws UnknownHostException {
        assertThat(addresses.resolve(host)).hasSize(1);
    }

    @Test
    @Threat(13)
    void aNameWithOneForbiddenAddressIsRefused() {
        PartnerAddresses tricked = new PartnerAddresses(address -> false, host -> new InetAddress[] {
                InetAddress.getByName("192.0.2.1"), InetAddress.getByName("127.0.0.1") });

        assertThatThrownBy(() -> tricked.resolve("bridge.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theOperatorMayAllowMore() throws UnknownHostException {
        PartnerAddresses open = new PartnerAddresses(Networks.of(List.of("127.0.0.0/8"))::contains);

        assertThat(open.resolve("127.0.0.1")).hasSize(1);
        assertThatThrownBy(() -> open.resolve("::1")).isInstanceOf(UnknownHostException.class);
    }
}
