package io.bridgehead.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.test.FuzzCorpus;

/** Fuzz target: any text as the credentials of a client and as the challenge of a server. */
public class DigestFuzzTest {

    @TestFactory
    Stream<DynamicTest> knownInputs() {
        return FuzzCorpus.of("digest", DigestFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String header = new String(input, StandardCharsets.UTF_8);
        try {
            DigestCredentials credentials = DigestCredentials.parse(header);
            assertThat(header.length()).isLessThanOrEqualTo(AuthParameters.MAX_LENGTH);
            if (credentials.qop() == null || credentials.nc() != null && credentials.nc().matches("[0-9a-f]{8}")) {
                assertThat(DigestCredentials.parse(credentials.toHeader()).algorithm()).isEqualTo(credentials.algorithm());
                assertThat(DigestCredentials.parse(credentials.toHeader()).opaque()).isEqualTo(credentials.opaque());
            }
            credentials.expectedResponse(DigestAlgorithm.SHA_256, "0", "MESSAGE");
            assertThat(credentials).hasToString("DigestCredentials[realm=" + credentials.realm() + "]");
        } catch (MalformedAuthorizationException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
        try {
            DigestChallenge challenge = DigestChallenge.parse(header);
            DigestChallenge again = DigestChallenge.parse(challenge.toHeader());
            assertThat(again.realm()).isEqualTo(challenge.realm());
            assertThat(again.nonce()).isEqualTo(challenge.nonce());
            assertThat(again.opaque()).isEqualTo(challenge.opaque());
            assertThat(again.algorithm()).isEqualTo(challenge.algorithm());
        } catch (MalformedAuthorizationException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
