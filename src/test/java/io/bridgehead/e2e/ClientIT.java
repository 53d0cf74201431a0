package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** What the command line tells people, and scripts by its exit code, when there is no conference. */
class ClientIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static Client run(String password, String... command) {
        return SCENE.keep(Client.run(SCENE.product.sip(), "carol", password, command));
    }

    @Test
    @Feature("A001")
    void aConferenceOfOneIsRefusedWithAReason() {
        Client client = run(Scene.PASSWORD, "start", "--me", SCENE.carol().uri());

        client.awaitLine("needs two people");
        assertThat(client.exitCode()).isEqualTo(3);
    }

    @Test
    void theServiceRefusesItTooIfTheClientDoesNot() {
        int before = SCENE.carol().calls();
        Client client = run(Scene.PASSWORD, "start", "--no-check", "--me", SCENE.carol().uri());

        client.awaitLine("Refused");
        client.awaitLine("A conference needs at least two participants");
        assertThat(client.exitCode()).isEqualTo(7);
        assertThat(SCENE.carol().calls()).isEqualTo(before);
    }

    @Test
    @Feature("A008")
    void aWrongPasswordIsSaid() {
        Client client = run("guessed", "start", "--me", SCENE.carol().uri(), SCENE.alice().uri());

        client.awaitLine("does not accept the password");
        assertThat(client.exitCode()).isEqualTo(5);
    }

    @Test
    void anOwnerWhoIsNotReachedEndsIt() {
        SCENE.carol().isBusy();
        int before = SCENE.alice().calls();
        Client client = run(Scene.PASSWORD, "start", "--me", SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()));

        client.awaitState("Carol", "busy");
        client.awaitLine("Conference ", " has ended");
        assertThat(client.exitCode()).isEqualTo(8);
        assertThat(SCENE.alice().calls()).isEqualTo(before);
    }
}
