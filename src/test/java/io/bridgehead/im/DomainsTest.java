package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.NotFoundException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipUri;

class DomainsTest {

    private final Domains domains = new Domains("Example.COM", List.of("localhost", "127.0.0.1", "[::1]", " "));
    private final IdentityCheck identity = new IdentityCheck(domains);

    @ParameterizedTest
    @ValueSource(strings = { "sip:alice@example.com", "sips:alice@EXAMPLE.com", "sip:Alice@localhost:5060;transport=tcp",
            "sip:alice@127.0.0.1", "sip:alice@[::1]:5060", "sip:%61lice@example.com;maddr=10.0.0.1" })
    void knowsTheDomainByAllItsNames(String uri) {
        assertThat(domains.aorOf(SipUri.parse(uri))).isEqualTo("alice@example.com");
        assertThat(identity.check("alice", SipUri.parse(uri))).isEqualTo("alice@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:alice@example.org", "sip:alice@sub.example.com", "sip:alice@example.com.evil.org",
            "sip:alice@127.0.0.2", "sip:alice@[::2]", "sip:alice%40example.com@evil.org" })
    void isNoOpenRelay(String uri) {
        assertThatThrownBy(() -> domains.aorOf(SipUri.parse(uri))).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.check("alice", SipUri.parse(uri))).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void refusesOtherSchemesAndAddressesWithoutUser() {
        assertThatThrownBy(() -> domains.aorOf(SipUri.parse("tel:+49211"))).isInstanceOfSatisfying(
                SipResponseException.class, e -> assertThat(e.status()).isEqualTo(416));
        assertThatThrownBy(() -> domains.aorOf(SipUri.parse("sip:example.com"))).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:bob@example.com", "sip:example.com", "tel:+49211", "sip:anonymous@anonymous.invalid",
            "sip:al%E2%84%AAce@example.com", "sip:alice%00@example.com", "sip:alice;x@example.com" })
    void letsNobodyClaimAnothersAddress(String from) {
        SipUri claimed = SipUri.parse(from);
        assertThatThrownBy(() -> identity.check("alice", claimed)).isInstanceOfSatisfying(SipResponseException.class,
                e -> assertThat(e.status()).isEqualTo(403));
    }
}
