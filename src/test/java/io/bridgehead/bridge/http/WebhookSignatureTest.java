package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.bridge.http.InvalidSignatureException.Reason;
import io.bridgehead.test.Threat;

class WebhookSignatureTest {

    private static final String SECRET = "correct horse battery staple, and more";
    private static final String OTHER = "another secret of more than 32 characters";
    private static final Instant NOW = Instant.ofEpochSecond(1_767_261_600);
    private static final byte[] BODY = "{\"events\":[]}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSignature signature = new WebhookSignature(SECRET);

    private Reason refusal(WebhookSignature by, String id, String timestamp, String signatures, byte[] body) {
        InvalidSignatureException failure = catchThrowableOfType(InvalidSignatureException.class,
                () -> by.verify(id, timestamp, signatures, body, NOW));
        return failure == null ? null : failure.reason();
    }

    private Reason refusal(String signatures) {
        return refusal(signature, "b1", "1767261600", signatures, BODY);
    }

    @Test
    void signsAsStandardWebhooksDo() {
        // The example of the Standard Webhooks specification's libraries.
        WebhookSignature standard = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(standard.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void believesWhatItHasSigned() {
        assertThat(refusal(signature.sign("b1", NOW, BODY))).isNull();
    }

    @Test
    @Threat(12)
    void refusesWhatSomebodyElseSignedOrChanged() {
        String good = signature.sign("b1", NOW, BODY);

        assertThat(refusal(new WebhookSignature(OTHER).sign("b1", NOW, BODY))).isEqualTo(Reason.FORGED);
        assertThat(refusal(signature, "b2", "1767261600", good, BODY)).isEqualTo(Reason.FORGED);
        assertThat(refusal(signature, "b1", "1767261601", good, BODY)).isEqualTo(Reason.FORGED);
        assertThat(refusal(signature, "b1", "1767261600", good, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.FORGED);
    }

    @ParameterizedTest
    @Threat(12)
    @CsvSource({ "-301,EXPIRED", "-300,", "300,", "301,EXPIRED" })
    void refusesWhatIsMoreThanFiveMinutesOff(long offset, Reason reason) {
        Instant sent = NOW.plusSeconds(offset);

        assertThat(refusal(signature, "b1", WebhookSignature.seconds(sent), signature.sign("b1", sent, BODY), BODY))
                .isEqualTo(reason);
    }

    @Test
    void refusesWhatIsMissingOrMalformed() {
        String good = signature.sign("b1", NOW, BODY);

        assertThat(refusal(null)).isEqualTo(Reason.MISSING);
        assertThat(refusal(signature, null, "1767261600", good, BODY)).isEqualTo(Reason.MISSING);
        assertThat(refusal(signature, "b1", null, good, BODY)).isEqualTo(Reason.MISSING);
        assertThat(refusal(signature, "b 1", "1767261600", good, BODY)).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(signature, "b1", "-1", good, BODY)).isEqualTo(Reason.MALFORMED);
        assertThat(refusal("v1," + "A".repeat(2000))).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "v1,", "v1", "v2,AAAA", " ", "v1,ä", "v1,AAAA v1,BBBB" })
    void refusesWhatIsNoSignature(String text) {
        assertThat(refusal(text)).isEqualTo(Reason.FORGED);
    }

    @Test
    void secretsCanBeChangedWithoutAPause() {
        WebhookSignature changing = new WebhookSignature(List.of(OTHER, SECRET));

        assertThat(refusal(changing, "b1", "1767261600", signature.sign("b1", NOW, BODY), BODY)).isNull();
        assertThat(refusal(changing.sign("b1", NOW, BODY))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "only thirty-one characters long", "whsec_not base64 at all, but long enough" })
    void refusesSecretsThatAreNone(String secret) {
        assertThatThrownBy(() -> new WebhookSignature(secret)).isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }
}
