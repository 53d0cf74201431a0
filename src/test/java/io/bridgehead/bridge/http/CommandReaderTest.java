package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.test.Threat;

class CommandReaderTest {

    private static final String SECRET = "a secret of at least thirty-two characters";
    private static final String END = "{\"command\":\"end\",\"id\":\"c1.end\",\"conference\":\"c1\"}";

    private final CommandReader reader = new CommandReader(new WebhookSignature(SECRET), new ObjectMapper());

    @Test
    void readsWhatBridgeheadHasSigned() {
        assertThat(read("c1.end", END, SECRET, Instant.now())).isEqualTo(new BridgeCommand.End("c1"));
        assertThat(reader.after("17", signed("x", "", SECRET, Instant.now())::get)).isEqualTo(17);
    }

    @Test
    @Threat(12)
    void refusesWhatIsForgedOldOrUnsigned() {
        refuses(401, "c1.end", END, "another secret of thirty-two characters!", Instant.now());
        refuses(401, "c1.end", END, SECRET, Instant.now().minusSeconds(600));
        assertThatThrownBy(() -> reader.command("c1.end", name -> null, END.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(CallbackRefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
    }

    @Test
    void refusesWhatIsNoCommand() {
        refuses(400, "c1.end", "[1]", SECRET, Instant.now());
        refuses(400, "c1.end", "{\"command\":\"explode\"}", SECRET, Instant.now());
        refuses(400, "c2.end", END, SECRET, Instant.now());
        refuses(413, "c1.end", " ".repeat(BridgeCallbacks.MAX_BODY + 1), SECRET, Instant.now());
        assertThatThrownBy(() -> reader.after("-1", signed("x", "", SECRET, Instant.now())::get))
                .isInstanceOfSatisfying(CallbackRefusedException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    private void refuses(int status, String id, String body, String secret, Instant time) {
        assertThatThrownBy(() -> read(id, body, secret, time)).isInstanceOfSatisfying(CallbackRefusedException.class,
                e -> assertThat(e.status()).isEqualTo(status));
    }

    private BridgeCommand read(String id, String body, String secret, Instant time) {
        return reader.command(id, signed(id, body, secret, time)::get, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> signed(String id, String body, String secret, Instant time) {
        Map<String, String> headers = new HashMap<>();
        headers.put(WebhookSignature.ID, id);
        headers.put(WebhookSignature.TIMESTAMP, WebhookSignature.seconds(time));
        headers.put(WebhookSignature.SIGNATURE,
                new WebhookSignature(secret).sign(id, time, body.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
