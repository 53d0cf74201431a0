package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** What providers write of who calls (RFC 3325, RFC 3323). */
@Feature("A147")
class CallerIdentityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<sip:+4930987654@carrier.example;user=phone>                              | tel:+4930987654",
            "\"Ann\" <sip:+4930987654@carrier.example>, <tel:+4930987654>               | tel:+4930987654",
            "<tel:+4930987654>                                                         | tel:+4930987654",
            "tel:+4930987654                                                           | tel:+4930987654",
            "<tel:+49-30-987654;cpc=ordinary>                                          | tel:+4930987654",
            "<tel:987654;phone-context=+4930>                                          | tel:987654;phone-context=+4930",
            "<sip:030987654@Carrier.example>                                           | sip:030987654@carrier.example",
            "<sip:>                                                                    | sip:anonymous@anonymous.invalid" })
    void isWhatTheProviderAsserts(String asserted, String address) {
        SipRequest invite = invite("<sip:anonymous@anonymous.invalid>");
        invite.addHeader("P-Asserted-Identity", asserted);
        CallerIdentity caller = CallerIdentity.of(invite, true);
        assertThat(caller.source()).isEqualTo("trunk " + address);
        assertThat(caller.address()).as("withheld").isEmpty();
        assertThat(CallerIdentity.of(invite, false).source()).as("others assert nothing")
                .isEqualTo("user sip:anonymous@anonymous.invalid");
    }

    @Test
    @Threat(17)
    void tellsCallersApartWhoseNumbersComeWithoutAHost() {
        assertThat(CallerIdentity.of(invite("<tel:+4930111>"), true).source())
                .isNotEqualTo(CallerIdentity.of(invite("<tel:+4930222>"), true).source());
        assertThat(CallerIdentity.of(invite("<tel:+4930111>"), true).address()).isEqualTo("tel:+4930111");
    }

    @ParameterizedTest
    @CsvSource({ "id,", "header;id,", "none, tel:+4930987654", "NONE, tel:+4930987654" })
    void isToldUnlessItIsWithheld(String privacy, String address) {
        SipRequest invite = invite("<sip:+4930987654@carrier.example>");
        invite.addHeader("Privacy", privacy);
        assertThat(CallerIdentity.of(invite, true).address()).isEqualTo(address == null ? "" : address);
    }

    private static SipRequest invite(String from) {
        SipRequest invite = SipRequest.create("INVITE", SipUri.parse("sip:+4930123456@bridge.example"));
        invite.addHeader("From", from + ";tag=1");
        return invite;
    }
}
