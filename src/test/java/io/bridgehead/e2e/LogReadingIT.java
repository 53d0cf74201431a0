package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;

/** The log's bodies are for operators, and each reading leaves a trace. */
class LogReadingIT {

    private static final String WORDS = "between you and me";

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    @Test
    @Feature("A192")
    void anOperatorReadsAConversationAndItIsNoted() throws Exception {
        try (SipWire alice = new SipWire(PRODUCT.sip(), Product.DOMAIN)) {
            alice.exchange(alice.message("alice", "bob", "text/plain", WORDS), "alice", Scene.PASSWORD);
        }
        PRODUCT.run("account", "add", "olga", "--operator", "--password", "very secret");

        assertThat(ask(null).statusCode()).isEqualTo(401);
        assertThat(ask("olga:wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> forAlice = ask("alice:" + Scene.PASSWORD);
        assertThat(forAlice.statusCode()).isEqualTo(403);
        assertThat(forAlice.body()).doesNotContain(WORDS);
        HttpResponse<String> read = ask("olga:very secret");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains(WORDS, "\"from\":\"alice@" + Product.DOMAIN + "\"").hasLineCount(1);
        List<String> exported = PRODUCT.run("log", "export", "--between", "alice@" + Product.DOMAIN, "bob@" + Product.DOMAIN,
                "--format", "text");
        assertThat(String.join("\n", exported)).contains(WORDS);
        List<String> readings = PRODUCT.run("log", "readings");
        assertThat(readings).anySatisfy(line -> assertThat(line).contains("olga@" + Product.DOMAIN, "http", "1 messages"))
                .anySatisfy(line -> assertThat(line).contains("command line", "export of messages between alice@"));
        assertThat(PRODUCT.log()).doesNotContain(WORDS);
    }

    private static HttpResponse<String> ask(String credentials) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                PRODUCT.http("/log?one=alice@" + Product.DOMAIN + "&other=bob@" + Product.DOMAIN));
        if (credentials != null) {
            request.header("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
