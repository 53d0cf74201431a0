package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.test.Feature;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.TestAuthority;
import io.bridgehead.test.Threat;

/** A partner's bridge by HTTPS: commands go to nobody who cannot prove the name in the url. */
class HttpsBridgeRouteTest {

    private static final BridgeCommand END = new BridgeCommand.End("c1");

    @TempDir
    static Path folder;
    private static TestAuthority authority;

    private PartnerRoutes routes;
    private PartnerBridge partner;

    @BeforeAll
    static void makeAuthority() {
        authority = new TestAuthority(folder);
    }

    @BeforeEach
    void start() throws Exception {
        routes = new PartnerRoutes(InetAddress::isLoopbackAddress);
    }

    @AfterEach
    void stop() {
        routes.close();
        if (partner != null) {
            partner.close();
        }
    }

    private void partner(String certificate, String names, Path trust, Duration patience) {
        partner = new PartnerBridge(authority.issue(certificate, names).server());
        routes.trusting(trust).with("acme", partner.url(), patience);
    }

    @Test
    @Feature("A032")
    void commandsGoToABridgeWhoseAuthorityTheOperatorNamed() throws Exception {
        partner("good", "ip:127.0.0.1", authority.authority(), Duration.ofMinutes(1));

        routes.send(END);

        assertThat(partner.commands()).hasSize(1);
    }

    @Test
    @Threat(12)
    void aCertificateOfAnUnknownAuthorityGetsNothingAndTheBridgeIsUnavailable() {
        partner("stranger", "ip:127.0.0.1", null, Duration.ZERO);

        assertThatThrownBy(() -> routes.send(END)).isInstanceOf(BridgeUnavailableException.class);
        assertThat(routes.catalog.available("acme")).isFalse();
        assertThat(routes.ended).containsExactly("acme");
        assertThat(partner.requests()).isEmpty();
    }

    @Test
    @Threat(12)
    void aCertificateForAnotherNameGetsNothingAndTheErrorSaysWhy() {
        partner("other", "dns:bridge.example.org,ip:127.0.0.2", authority.authority(), Duration.ofMinutes(1));

        assertThatThrownBy(() -> routes.send(END)).isInstanceOf(IOException.class)
                .hasMessageContaining("certificate must be for the name in its url").hasMessageContaining("127.0.0.1");
        assertThat(partner.requests()).isEmpty();
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByItsName() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        assertThatThrownBy(() -> routes.trusting(empty)).isInstanceOf(BridgeTrustException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> routes.trusting(folder.resolve("none.pem"))).isInstanceOf(BridgeTrustException.class)
                .hasMessageContaining("none.pem");
    }
}
