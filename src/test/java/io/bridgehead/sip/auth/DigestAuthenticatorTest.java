package io.bridgehead.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Threat;

class DigestAuthenticatorTest {

    private static final String URI = "sip:bob@example.org";

    private final SettableClock clock = new SettableClock();
    private final CredentialSource source = (user, realm, algorithm) -> user.equals("alice")
            ? Optional.of(algorithm.ha1("alice", realm, "secret"))
            : Optional.empty();
    private final DigestAuthenticator server = new DigestAuthenticator(DigestSettings.of("example.org", true), source, clock);
    private final DigestClient alice = new DigestClient("alice", "secret");

    @Test
    void challengesWithSha256FirstAndMd5Last() {
        assertThat(server.challenges(false)).hasSize(2).first().asString().contains("algorithm=SHA-256", "qop=\"auth\"");
        assertThat(server.challenges(true).get(1)).contains("algorithm=MD5", "stale=true");
    }

    @Test
    void offersAndAcceptsNoMd5WhenSwitchedOff() {
        DigestAuthenticator strict = new DigestAuthenticator(DigestSettings.of("example.org", false), source, clock);
        assertThat(strict.challenges(false)).hasSize(1);
        String md5 = answer(alice, strict.challenges(false).get(0).replace("SHA-256", "MD5"));
        assertThat(strict.authenticate("MESSAGE", URI, List.of(md5))).isEqualTo(refused(DigestFailure.ALGORITHM));
    }

    @Test
    void acceptsTheRightPassword() {
        assertThat(judge(answer(alice, server.challenges(false).get(0))))
                .isEqualTo(new DigestResult.Authenticated("alice", DigestAlgorithm.SHA_256));
        assertThat(judge(answer(alice, server.challenges(false).get(1))))
                .isEqualTo(new DigestResult.Authenticated("alice", DigestAlgorithm.MD5));
    }

    @Test
    void refusesWithoutCredentialsOrWithThoseOfAnotherRealm() {
        assertThat(server.authenticate("MESSAGE", URI, List.of())).isEqualTo(refused(DigestFailure.MISSING));
        String other = answer(alice, server.challenges(false).get(0).replace("example.org", "example.com"));
        assertThat(judge(other)).isEqualTo(refused(DigestFailure.MISSING));
    }

    @Test
    void unknownUserAndWrongPasswordLookTheSame() {
        String challenge = server.challenges(false).get(0);
        assertThat(judge(answer(new DigestClient("alice", "guess"), challenge)))
                .isEqualTo(judge(answer(new DigestClient("mallory", "guess"), challenge)))
                .isEqualTo(refused(DigestFailure.WRONG_CREDENTIALS));
    }

    @Test
    void refusesDigestMadeForAnotherRequest() {
        String header = answer(alice, server.challenges(false).get(0));
        assertThat(server.authenticate("MESSAGE", "sip:eve@example.org", List.of(header)))
                .isEqualTo(refused(DigestFailure.URI_MISMATCH));
        assertThat(server.authenticate("MESSAGE", "sip:BOB@example.org", List.of(header)))
                .isEqualTo(refused(DigestFailure.URI_MISMATCH));
        assertThat(server.authenticate("REGISTER", URI, List.of(header))).isEqualTo(refused(DigestFailure.WRONG_CREDENTIALS));
    }

    @Test
    void acceptsARisingCountAndRefusesTheSameAgain() {
        DigestClient.Attempt attempt = alice.attempt();
        attempt.challenged(List.of(), server.challenges(false));
        String first = attempt.headers("MESSAGE", URI).get(0).value();
        String second = attempt.headers("MESSAGE", URI).get(0).value();
        assertThat(judge(second)).isInstanceOf(DigestResult.Authenticated.class);
        assertThat(judge(second)).isEqualTo(refused(DigestFailure.REPLAYED));
        assertThat(judge(first)).isEqualTo(refused(DigestFailure.REPLAYED));
    }

    @Test
    @Threat(2)
    void acceptsExactlyOneOfParallelReplays() throws Exception {
        String header = answer(alice, server.challenges(false).get(0));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<DigestResult>> attempts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                attempts.add(() -> judge(header));
            }
            int accepted = 0;
            for (Future<DigestResult> result : pool.invokeAll(attempts)) {
                accepted += result.get() instanceof DigestResult.Authenticated ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void saysStaleWhenTheNonceHasExpiredOrIsForgedButThePasswordIsRight() {
        String header = answer(alice, server.challenges(false).get(0));
        clock.now = clock.now.plus(Duration.ofSeconds(61));
        assertThat(judge(header)).isEqualTo(refused(DigestFailure.STALE_NONCE));
        assertThat(DigestFailure.STALE_NONCE.stale()).isTrue();

        String forged = answer(alice, server.challenges(false).get(0).replaceFirst("nonce=\"....", "nonce=\"AAAA"));
        assertThat(judge(forged)).isEqualTo(refused(DigestFailure.STALE_NONCE));
    }

    @Test
    @Threat(18)
    void aMillionChallengesLeaveNothingInMemory() {
        DigestAuthenticator flooded = new DigestAuthenticator(DigestSettings.of("example.org", false), source, clock);
        String credentials = answer(new DigestClient("mallory", "guess"), flooded.challenges(false).get(0));
        long before = usedMemory();

        for (int i = 0; i < 1_000_000; i++) {
            flooded.challenges(false);
        }
        for (int i = 0; i < 10_000; i++) {
            flooded.authenticate("MESSAGE", URI, List.of(credentials));
        }

        // One byte for each would show.
        assertThat(usedMemory() - before).isLessThan(1_000_000);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void forgetsOldNoncesWhenTheMemoryIsFullButNeverAcceptsThemAgain() {
        DigestSettings small = new DigestSettings("example.org", List.of(DigestAlgorithm.MD5), Duration.ofSeconds(60), 10,
                new byte[16]);
        DigestAuthenticator limited = new DigestAuthenticator(small, source, clock);
        String first = answer(alice, limited.challenges(false).get(0));
        assertThat(limited.authenticate("MESSAGE", URI, List.of(first))).isInstanceOf(DigestResult.Authenticated.class);
        for (int i = 0; i < 30; i++) {
            clock.now = clock.now.plusMillis(1500);
            limited.authenticate("MESSAGE", URI, List.of(answer(alice, limited.challenges(false).get(0))));
        }
        assertThat(limited.authenticate("MESSAGE", URI, List.of(first))).isEqualTo(refused(DigestFailure.STALE_NONCE));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Digest", "Basic YWxpY2U6c2VjcmV0", "Digest username", "Digest username=", "Digest a=\"b",
            "Digest a=b, a=c", "Digest a=b c=d", "Digest username=\"a\",,", "Digest username=\"a\"",
            "Digest username=\"\u0000\"", "Digest username=\"a\", realm=\"example.org\", nonce=\"\", uri=\"\", response=\"\"",
            "Digest username=\"a\", realm=\"example.org\", nonce=\"\", uri=\"\", response=\"\", qop=auth, cnonce=x, nc=-0000001",
            "Digest username=\"a\", realm=\"example.org\", nonce=\"\", uri=\"\", response=\"\", qop=auth, cnonce=x, nc=80000000" })
    void refusesMalformedCredentials(String header) {
        assertThat(judge(header)).isEqualTo(refused(DigestFailure.MALFORMED));
    }

    @Test
    void boundsLengthAndNumberOfParameters() {
        assertThat(judge("Digest username=\"" + "a".repeat(5000) + '"')).isEqualTo(refused(DigestFailure.MALFORMED));
        StringBuilder many = new StringBuilder("Digest p=1");
        for (int i = 0; i < 100; i++) {
            many.append(",p").append(i).append("=1");
        }
        assertThat(judge(many.toString())).isEqualTo(refused(DigestFailure.MALFORMED));
    }

    private DigestResult judge(String header) {
        return server.authenticate("MESSAGE", URI, List.of(header));
    }

    private static String answer(DigestClient client, String challenge) {
        DigestClient.Attempt attempt = client.attempt();
        attempt.challenged(List.of(), List.of(challenge));
        return attempt.headers("MESSAGE", URI).get(0).value();
    }

    private static DigestResult refused(DigestFailure failure) {
        return new DigestResult.Refused(failure);
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
