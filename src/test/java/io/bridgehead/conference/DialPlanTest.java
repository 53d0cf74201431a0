package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanTest {

    private final DialPlan plan = DialPlan.open();

    @ParameterizedTest
    @CsvSource({ "+49 30 123456,tel:+4930123456", "+49 (0) 30 / 123-456,tel:+4930123456",
            "tel:+1-201-555-0123,tel:+12015550123",
            "4711,4711", "tel:4711,4711", "030 123456,030123456", "0049 30 123456,004930123456",
            "tel:4711;phone-context=example.org,tel:4711;phone-context=example.org", "sip:Bob@Example.org,sip:Bob@Example.org",
            "SIPS:bob@example.org;transport=tcp,SIPS:bob@example.org;transport=tcp", "sip:101@[::1]:5070,sip:101@[::1]:5070" })
    void keepsWhatItMeans(String typed, String normalised) {
        TelephoneAddress address = plan.resolve(" " + typed + " ");

        assertThat(address.typed()).isEqualTo(typed);
        assertThat(address.normalised()).isEqualTo(normalised);
        assertThat(address.dialled()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "bob", "bob@example.org", "+", "+49", "+0123456789", "+1234567890123456", "1",
            "12345678901234567",
            "٤٧١١", "+49301234567;ext=12", "tel:4711;phone-context=", "*21*123#", "1-800-FLOWERS", "sip:", "sip:bob",
            "sip:bob@",
            "sip:bob@example.org?Replaces=x", "sip:bob:secret@example.org", "sip:bob@example.org\r\nX: y",
            "sip:<bob>@example.org",
            "http://example.org", "mailto:bob@example.org", "+49 30\n12345" })
    void refusesWhatIsNoAddress(String typed) {
        assertThatThrownBy(() -> plan.resolve(typed)).isInstanceOf(InvalidAddressException.class);
    }

    @Test
    void refusesAnEndlessAddress() {
        assertThatThrownBy(() -> plan.resolve("1 ".repeat(100_000))).isInstanceOf(InvalidAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "112", "9 1 1", "tel:112", "sip:112@trunk.example.org", "sip:%3112@trunk.example.org",
            "sip:1-1-2;x=y@trunk.example.org", "tel:112;phone-context=example.org" })
    void neverCallsEmergencyNumbers(String typed) {
        assertThatThrownBy(() -> plan.resolve(typed)).isInstanceOf(NumberNotAllowedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "+4990012345", "0049 900 12345", "sip:+4990012345@trunk.example.org", "+1 201 555 0123",
            "sip:004990012345@trunk.example.org", "4711", "sip:bob@elsewhere.org" })
    void refusesWhatIsOutsideThePlan(String typed) {
        DialPlan strict = new DialPlan("00", List.of("+49"), List.of("+49900"), List.of("112"), true,
                List.of("trunk.example.org"));

        assertThatThrownBy(() -> strict.resolve(typed)).isInstanceOf(NumberNotAllowedException.class);
    }

    @Test
    void replacesTheRegionsInternationalPrefix() {
        DialPlan german = new DialPlan("00", List.of("+49"), List.of(), List.of(), false, List.of());

        assertThat(german.resolve("0049 30 123456").normalised()).isEqualTo("tel:+4930123456");
        assertThatThrownBy(() -> german.resolve("sip:bob@example.org")).isInstanceOf(NumberNotAllowedException.class);
    }

    @Test
    void showsOnlyTheEndOfANumber() {
        assertThat(plan.resolve("+49 30 123456").toString()).doesNotContain("301234").endsWith("56");
    }
}
