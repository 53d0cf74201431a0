package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

class NeighboursTest {

    private static final Neighbour PARTNER = new Neighbour("partner", Set.of("Partner.example"),
            "<sip:192.0.2.5;transport=tcp;lr>",
            Networks.of(List.of("192.0.2.0/28")), true, false);
    private static final Neighbour EDGE = new Neighbour("edge", Set.of(), null, Networks.of(List.of("198.51.100.9")), false,
            true);

    private final Neighbours neighbours = new Neighbours(new Domains("home.example", List.of("localhost")),
            List.of(PARTNER, EDGE));

    @Test
    @Feature("A021")
    void routesOurDomainAndThatOfANeighbour() {
        assertThat(receiver("sip:Bob@localhost:5062", "alice@home.example")).isEqualTo("bob@home.example");
        assertThat(receiver("sip:Zoe@PARTNER.example", "alice@home.example")).isEqualTo("Zoe@partner.example");
        assertThat(neighbours.target("bob@home.example")).isEmpty();
        assertThat(neighbours.target("Zoe@partner.example")).contains(
                new RelayTarget("sip:Zoe@partner.example", null, List.of("<sip:192.0.2.5;transport=tcp;lr>")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:zoe@elsewhere.example", "sip:zoe@partner.example.evil.example", "tel:+15551234",
            "sip:bob%40partner.example@elsewhere.example", "sip:192.0.2.5", "sip:elsewhere.example;maddr=192.0.2.5" })
    @Threat(4)
    void routesNoOtherDomain(String uri) {
        assertThatThrownBy(() -> receiver(uri, "alice@home.example")).isInstanceOf(SipResponseException.class);
    }

    @Test
    @Threat(4)
    void takesNobodyFromOneNeighbourToAnother() {
        assertThatThrownBy(() -> receiver("sip:zoe@partner.example", "eve@partner.example"))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    @Threat(4)
    void leavesOutWhatWouldLeadTheNeighbourAstray() {
        String aor = receiver("sip:zoe@partner.example:25;maddr=203.0.113.1;transport=tcp", "alice@home.example");
        assertThat(neighbours.target(aor).orElseThrow().contact()).isEqualTo("sip:zoe@partner.example");
    }

    @Test
    @Threat(3)
    void believesANeighbourByItsAddressAndWhereWantedByTls() {
        InetSocketAddress partner = new InetSocketAddress("192.0.2.5", 5060);
        assertThat(neighbours.at(partner, false)).isEmpty();
        assertThat(neighbours.at(partner, true)).contains(PARTNER);
        assertThat(neighbours.at(new InetSocketAddress("192.0.2.16", 5060), true)).isEmpty();
        assertThat(neighbours.at(new InetSocketAddress("198.51.100.9", 1), false)).contains(EDGE);
    }

    @Test
    @Threat(3)
    void needsNoPasswordOfANeighboursOwnUsersOnly() {
        assertThat(neighbours.sender(from("sip:zoe@Partner.example"), PARTNER)).contains("zoe@partner.example");
        assertThat(neighbours.sender(from("sip:alice@home.example"), PARTNER)).isEmpty();
        assertThat(neighbours.sender(from("sip:mallory@other.example"), PARTNER)).isEmpty();
        assertThat(neighbours.sender(from("sip:zoe@partner.example"), EDGE)).isEmpty();
    }

    @Test
    @Threat(3)
    void takesAnAssertedIdentityFromWhoVouchesOnly() {
        SipRequest request = from("sip:alice@home.example");
        request.addHeader("P-Asserted-Identity", "<tel:+15551234>, <sip:alice@home.example>");
        assertThat(neighbours.sender(request, EDGE)).contains("alice@home.example");
        assertThat(neighbours.sender(request, PARTNER)).isEmpty();
        SipRequest foreign = from("sip:alice@home.example");
        foreign.addHeader("P-Asserted-Identity", "<sip:alice@other.example>");
        assertThat(neighbours.sender(foreign, EDGE)).isEmpty();
    }

    private String receiver(String uri, String sender) {
        return neighbours.receiver(SipUri.parse(uri), sender);
    }

    private static SipRequest from(String uri) {
        SipRequest request = SipRequest.create("MESSAGE", "sip:bob@home.example");
        request.addHeader("From", "<" + uri + ">;tag=1");
        return request;
    }
}
