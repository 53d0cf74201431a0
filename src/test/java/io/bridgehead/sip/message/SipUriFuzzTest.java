package io.bridgehead.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.test.FuzzCorpus;

/** Fuzz target: any text as URI. The reader of objects and the check in bytes must be of one mind. */
public class SipUriFuzzTest {

    @TestFactory
    Stream<DynamicTest> knownInputs() {
        return FuzzCorpus.of("sip-uri", SipUriFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        SipUri uri;
        try {
            uri = SipUri.parse(text);
        } catch (SipParseException e) {
            assertThat(passesGrammar(input)).as("the grammar passes what cannot be read").isFalse();
            return;
        }
        assertThat(passesGrammar(input)).as("the grammar refuses what was read").isTrue();
        assertThat(SipUri.parse(uri.toString())).isEqualTo(uri).hasSameHashCodeAs(uri);
        assertThat(uri.matches(uri)).isTrue();
        if (uri.isSip()) {
            assertThat(uri.userAtHost()).isNotEmpty();
            if (uri.params().size() < Grammar.MAX_PARAMS) {
                SipUri changed = uri.withParam("x-new", "1").withoutHeaders();
                assertThat(SipUri.parse(changed.toString()).param("x-new")).isEqualTo("1");
            }
            if (uri.user() != null) {
                assertThat(SipUri.of(uri.user(), uri.host(), uri.port()).user()).isEqualTo(uri.user());
            }
        }
    }

    private static boolean passesGrammar(byte[] input) {
        try {
            UriGrammar.check(input, 0, input.length);
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }
}
