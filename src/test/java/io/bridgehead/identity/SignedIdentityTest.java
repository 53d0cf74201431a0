package io.bridgehead.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.bridgehead.identity.InvalidIdentityException.Reason;

class SignedIdentityTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String USER = "sip:alice@example.org";
    private static final String CONTEXT = "call-id:abc@host";
    private static final byte[] BODY = "<Envelope/>".getBytes(StandardCharsets.UTF_8);

    private final SignedIdentity identity = new SignedIdentity(key(1));
    private final String token = identity.sign(USER, CONTEXT, BODY, NOW);

    @Test
    void givesBackTheUserItWasMadeFor() throws Exception {
        assertThat(token).startsWith("v1;sip:alice@example.org;1800000000;");
        assertThat(identity.verify(token, CONTEXT, BODY, NOW.plusSeconds(60))).isEqualTo(USER);
        assertThat(identity.verify(token, CONTEXT, BODY, NOW.minusSeconds(60))).isEqualTo(USER);
    }

    @Test
    void refusesWhatIsTooOldOrFromTheFuture() {
        refused(Reason.EXPIRED, () -> identity.verify(token, CONTEXT, BODY, NOW.plusSeconds(61)));
        refused(Reason.EXPIRED, () -> identity.verify(token, CONTEXT, BODY, NOW.minusSeconds(61)));
    }

    @Test
    void refusesAnotherContextBodyUserTimeOrKey() {
        refused(Reason.FORGED, () -> identity.verify(token, "call-id:other", BODY, NOW));
        refused(Reason.FORGED, () -> identity.verify(token, CONTEXT, new byte[0], NOW));
        refused(Reason.FORGED, () -> identity.verify(token.replace("alice", "admin"), CONTEXT, BODY, NOW));
        refused(Reason.FORGED, () -> identity.verify(token.replace("1800000000", "1800000001"), CONTEXT, BODY, NOW));
        refused(Reason.FORGED, () -> new SignedIdentity(key(2)).verify(token, CONTEXT, BODY, NOW));
    }

    @Test
    void refusesWhatIsNoToken() {
        refused(Reason.MISSING, () -> identity.verify(null, CONTEXT, BODY, NOW));
        refused(Reason.MISSING, () -> identity.verify("", CONTEXT, BODY, NOW));
        for (String text : new String[] { "v2" + token.substring(2), token + "=", token + ";x", "v1;;1;" + "A".repeat(43),
                "v1;a b;1;" + "A".repeat(43), "v1;a;-1;" + "A".repeat(43), "v1;a;1;short", "x".repeat(100_000) }) {
            refused(Reason.MALFORMED, () -> identity.verify(text, CONTEXT, BODY, NOW));
        }
    }

    @Test
    void signsNoUserThatCouldBeReadAsSomethingElse() {
        for (String user : new String[] { null, "", "a;b", "a b", "a\r\nb", "ä" }) {
            assertThatThrownBy(() -> identity.sign(user, CONTEXT, BODY, NOW)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesShortKeysAndEmptyWindows() {
        assertThatThrownBy(() -> new SignedIdentity(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignedIdentity(key(1), Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidIdentityException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
