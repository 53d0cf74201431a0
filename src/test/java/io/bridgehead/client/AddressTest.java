package io.bridgehead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "sip:bob@example.org                | bob         | sip:bob@example.org",
            "SIPS:bob@example.org:5061;x=y      | bob         | SIPS:bob@example.org:5061;x=y",
            "tel:+4930123456                    | +4930123456 | tel:+4930123456",
            "+49 (0)30 123-456                  | +49(0)30123-456 | tel:+49(0)30123-456",
            "030 / 123 456                      | 030123456   | tel:030123456",
            "0049 30 123456                     | 004930123456 | tel:004930123456",
            "4711                               | 4711        | sip:4711@home.test",
            "tel:12;phone-context=example.org   | 12          | tel:12;phone-context=example.org",
            "+49(30)123-456                     | +49(30)123-456 | tel:+49(30)123-456",
            "bob                                | bob         | sip:bob@home.test",
            "bob@example.org                    | bob         | sip:bob@example.org",
            "Bob <sip:bob@example.org>          | Bob         | sip:bob@example.org",
            "\"Bob B.\" <tel:+4930123456>       | Bob B.      | tel:+4930123456",
            "\"Bob <sip:bob@example.org>\"      | Bob         | sip:bob@example.org",
            "<sip:bob@example.org>              | bob         | sip:bob@example.org",
            "Bob <bob>                          | Bob         | sip:bob@home.test" })
    void readsEveryFormThatPeopleType(String typed, String name, String uri) {
        assertThat(Address.parse(typed, "home.test")).isEqualTo(new Address(name, uri));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "sip:", "sip:@host", "sip:bob@", "sip:bob@ho st", "http://example.org", "bob smith",
            "<>", "Bob <", "tel:bob", "sip:a@b\r\nX: y", "sip:bob@host\"" })
    void refusesWhatCannotBeCalled(String typed) {
        assertThatThrownBy(() -> Address.parse(typed, "home.test")).isInstanceOf(BadAddressException.class)
                .hasMessageContaining("use sip:");
    }

    @Test
    void refusesALongText() {
        assertThatThrownBy(() -> Address.parse("a".repeat(257), "home.test")).hasMessageContaining("longer than 256");
    }
}
