package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;

/** A conference ends by itself as its owner wished, and the client's last line and exit code say why. */
class EndingPoliciesIT {

    @RegisterExtension
    static final Scene SCENE = new Scene(
            Product.withDemoAccounts().set("bridgehead.conference-service.ending.longest-alone", "1H"));

    private static Client start(String... options) {
        return SCENE.keep(Client.run(SCENE.product.sip(), "carol", Scene.PASSWORD, arguments(options)));
    }

    private static String[] arguments(String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "start";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = "--me";
        arguments[options.length + 2] = SCENE.named(SCENE.carol());
        arguments[options.length + 3] = SCENE.named(SCENE.alice());
        arguments[options.length + 4] = SCENE.named(SCENE.bob());
        return arguments;
    }

    @Test
    void goesOnWithoutItsInitiatorUntilOnePersonIsAlone() {
        Client client = start("--policy", "initiator-leaves=go-on", "--policy", "alone=2s");
        client.awaitState("Alice", "in the call");
        client.awaitState("Bob", "in the call");

        SCENE.carol().hangUp();
        client.awaitState("Carol", "has left the call");
        SCENE.alice().awaitHears(SCENE.bob());
        SCENE.bob().hangUp();

        client.awaitLine("Conference", "has ended", "nobody else was there any more");
        assertThat(client.exitCode()).isEqualTo(13);
        assertThat(SCENE.alice().state()).isEqualTo("idle");
    }

    @Test
    @Feature("A136")
    void endsWhenNobodyTalksAnyMore() {
        Client client = start();
        client.awaitState("Bob", "in the call");
        client.type("policy inactivity=3s");
        client.awaitLine("The policy of the conference is changed");

        client.awaitLine("Conference", "has ended", "nobody talked any more");
        assertThat(client.exitCode()).isEqualTo(12);
    }

    @Test
    void aPolicyBeyondTheOperatorsLimitsIsRefusedAndChangesNothing() {
        Client client = start();
        client.awaitState("Bob", "in the call");
        client.type("policy alone=never");

        client.awaitLine("Refused changing the policy", "longer than the operator allows", "policy-not-allowed");
        assertThat(SCENE.bob().state()).isEqualTo("connected");
    }

    @Test
    void scriptsReadOneJsonObjectALine() throws Exception {
        Client client = start("--json", "--policy", "max-length=8s");
        client.awaitLine("\"state\":\"connected\"");

        assertThat(client.exitCode()).isEqualTo(11);
        ObjectMapper json = new ObjectMapper();
        JsonNode last = null;
        for (String line : client.lines()) {
            last = json.readTree(line);
            assertThat(last.path("type").asText()).isNotEmpty();
        }
        assertThat(last.path("type").asText()).isEqualTo("end");
        assertThat(last.path("reason").asText()).isEqualTo("maximum-length");
        assertThat(last.path("exit").asInt()).isEqualTo(11);
    }
}
