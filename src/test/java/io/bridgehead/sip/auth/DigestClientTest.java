package io.bridgehead.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DigestClientTest {

    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private final DigestClient client = new DigestClient("alice", "secret");

    @Test
    void computesTheExamplesOfRfc7616Section391() {
        assertThat(example(DigestAlgorithm.MD5)).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(example(DigestAlgorithm.SHA_256))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void computesTheExampleOfRfc2617WithoutQop() {
        DigestCredentials given = new DigestCredentials("Mufasa", "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "/dir/index.html", "", null, null, null, null, null);
        String ha1 = DigestAlgorithm.MD5.ha1("Mufasa", "testrealm@host.com", "Circle Of Life");
        assertThat(given.expectedResponse(DigestAlgorithm.MD5, ha1, "GET")).isEqualTo("670fd8c2df070c60b045671b8b24ff02");
    }

    @Test
    void knowsNothingToSayBeforeTheFirstChallenge() {
        assertThat(client.attempt().headers("MESSAGE", "sip:a")).isEmpty();
    }

    @Test
    void picksTheStrongestAlgorithmWhateverTheOrder() {
        DigestClient.Attempt attempt = sent("REGISTER");
        assertThat(attempt.challenged(List.of(challenge("MD5"), challenge("SHA-256"), challenge("SHA3-999")), List.of()))
                .isTrue();
        assertThat(attempt.headers("REGISTER", "sip:a")).singleElement()
                .satisfies(h -> assertThat(h.name()).isEqualTo("Authorization"))
                .satisfies(h -> assertThat(h.value()).contains("algorithm=SHA-256", "nc=00000001", "qop=auth"));
    }

    @Test
    void usesANonceThatWorkedAgainWithRisingCount() {
        DigestClient.Attempt first = client.attempt();
        first.challenged(List.of(), List.of(challenge("SHA-256")));
        first.headers("MESSAGE", "sip:a");
        first.succeeded();
        assertThat(client.attempt().headers("MESSAGE", "sip:a")).singleElement()
                .satisfies(h -> assertThat(h.name()).isEqualTo("Proxy-Authorization"))
                .satisfies(h -> assertThat(h.value()).contains("nc=00000002"));
    }

    @Test
    void givesAServersProofToNobodyElse() {
        DigestClient.Attempt registration = sent("REGISTER");
        registration.challenged(List.of(challenge("SHA-256")), List.of());
        registration.succeeded();
        DigestClient.Attempt message = client.attempt();
        assertThat(message.headers("MESSAGE", "sip:b")).isEmpty();
        message.succeeded();
        assertThat(client.attempt().headers("REGISTER", "sip:a")).hasSize(1);
    }

    @Test
    void lendsANonceToOneRequestAtATime() {
        DigestClient.Attempt first = client.attempt();
        first.challenged(List.of(), List.of(challenge("SHA-256")));
        first.succeeded();
        DigestClient.Attempt second = client.attempt();
        assertThat(client.attempt().headers("MESSAGE", "sip:a")).isEmpty();
        second.succeeded();
        assertThat(client.attempt().headers("MESSAGE", "sip:a")).hasSize(1);
    }

    @Test
    void givesUpWhenChallengedAgainUnlessOnlyTheNonceWasStale() {
        DigestClient.Attempt attempt = client.attempt();
        assertThat(attempt.challenged(List.of(challenge("MD5")), List.of())).isTrue();
        assertThat(attempt.challenged(List.of(challenge("MD5") + ", stale=true"), List.of())).isTrue();
        assertThat(attempt.challenged(List.of(challenge("MD5")), List.of())).isFalse();
    }

    @Test
    void answersAProxyAndThenTheServerBehindIt() {
        DigestClient.Attempt attempt = sent("INVITE");
        assertThat(attempt.challenged(List.of(), List.of(challenge("MD5")))).isTrue();
        assertThat(attempt.headers("INVITE", "sip:a")).hasSize(1);
        assertThat(attempt.challenged(List.of(challenge("MD5")), List.of())).isTrue();
        assertThat(attempt.headers("INVITE", "sip:a")).extracting(DigestClient.Header::name)
                .containsExactlyInAnyOrder("Proxy-Authorization", "Authorization");
        assertThat(attempt.challenged(List.of(challenge("MD5")), List.of())).as("a wrong password").isFalse();
    }

    @Test
    void isNotLedOnByAServerThatChallengesWithoutEnd() {
        DigestClient.Attempt stale = sent("INVITE");
        DigestClient.Attempt realms = sent("INVITE");
        boolean ledOn = true;
        for (int i = 0; i < 10; i++) {
            ledOn &= stale.challenged(List.of(challenge("MD5") + ", stale=true"), List.of())
                    | realms.challenged(List.of("Digest realm=\"" + i + "\", nonce=\"n\", qop=\"auth\""), List.of());
        }
        assertThat(ledOn).isFalse();
    }

    @Test
    void cannotAnswerUnknownAlgorithmsOrAuthIntOnly() {
        assertThat(client.attempt().challenged(List.of(challenge("SHA3-999"), "garbage",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""), List.of())).isFalse();
    }

    @Test
    void remembersOnlyAFewRealms() {
        for (int i = 0; i < 100; i++) {
            DigestClient.Attempt attempt = sent("MESSAGE");
            attempt.challenged(List.of("Digest realm=\"" + i + "\", nonce=\"n\", qop=\"auth\""), List.of());
            attempt.succeeded();
        }
        assertThat(client.attempt().headers("MESSAGE", "sip:a")).hasSizeLessThanOrEqualTo(DigestClient.MAX_REALMS);
    }

    @Test
    void escapesQuotesInNames() throws MalformedAuthorizationException {
        DigestClient.Attempt odd = new DigestClient("a\"b\\c", "x").attempt();
        odd.challenged(List.of(), List.of(challenge("MD5")));
        assertThat(DigestCredentials.parse(odd.headers("MESSAGE", "sip:a").get(0).value()).username()).isEqualTo("a\"b\\c");
    }

    @Test
    void neverPrintsCredentials() {
        DigestClient.Attempt attempt = sent("MESSAGE");
        attempt.challenged(List.of(challenge("MD5")), List.of());
        assertThat(attempt.headers("MESSAGE", "sip:a").toString()).doesNotContain("alice", "response");
    }

    private DigestClient.Attempt sent(String method) {
        DigestClient.Attempt attempt = client.attempt();
        attempt.headers(method, "sip:a");
        return attempt;
    }

    private static String challenge(String algorithm) {
        return "Digest realm=\"example.org\", nonce=\"abc\", algorithm=" + algorithm + ", qop=\"auth,auth-int\"";
    }

    private static String example(DigestAlgorithm algorithm) {
        DigestCredentials given = new DigestCredentials("Mufasa", "http-auth@example.org", NONCE, "/dir/index.html", "",
                algorithm.token(), CNONCE, null, "auth", "00000001");
        return given.expectedResponse(algorithm, algorithm.ha1("Mufasa", "http-auth@example.org", "Circle of Life"), "GET");
    }
}
