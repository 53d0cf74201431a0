package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;

/** A user's share of the server, and what happens to those who try passwords. */
class LimitsIT {

    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts().set("bridgehead.limits.messages-per-minute", 60)
            .set("bridgehead.limits.messages-at-once", 5).set("bridgehead.limits.calls-per-minute", 2)
            .set("bridgehead.limits.registrations-per-minute", 12)
            .set("bridgehead.limits.wrong-passwords.per-user-and-address", 3)
            .set("bridgehead.limits.wrong-passwords.per-address", 8).set("bridgehead.limits.wrong-passwords.hold", "2S"));

    private static SipText say(SipWire from, String user, String to) {
        return from.exchange(from.message(user, to, "text/plain", "hello"), user, Scene.PASSWORD);
    }

    @Test
    void whoSendsTooMuchIsToldWhenToComeAgainAndNobodyElseNotices() {
        SipWire bob = SCENE.wire("bob");
        SCENE.wire("alice");
        List<SipText> answers = IntStream.range(0, 12).mapToObj(i -> say(bob, "bob", "alice")).toList();

        assertThat(answers.subList(0, 5)).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers).filteredOn(answer -> answer.status() == 503).isNotEmpty()
                .allSatisfy(answer -> assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10));
        assertThat(say(SCENE.wire("carol"), "carol", "alice").status()).isEqualTo(200);
        assertThat(SCENE.product.log().lines().filter(line -> line.contains("bob@" + Product.DOMAIN + " sends more MESSAGE")))
                .hasSize(1);

        Awaitility.await().until(() -> say(bob, "bob", "alice").status() == 200);
    }

    @Test
    void callsHaveALimitOfTheirOwn() {
        SipWire carol = SCENE.wire("carol");
        List<Integer> answers = IntStream.range(0, 4)
                .mapToObj(i -> carol.exchange(carol.invite("carol", "dave"), "carol", Scene.PASSWORD).status()).toList();

        assertThat(answers).containsExactly(480, 480, 503, 503);
    }

    @Test
    void whoGuessesIsHeldAndEverybodyElseIsNot() {
        SCENE.wire("alice");
        SipWire mallory = SCENE.unknownWire();
        List<Integer> answers = IntStream.range(0, 5)
                .mapToObj(i -> mallory.exchange(mallory.register("dave"), "dave", "guess" + i).status()).toList();
        assertThat(answers).containsExactly(401, 401, 401, 503, 503);

        // Not even the right password is looked at, on whichever way it comes.
        assertThat(mallory.exchange(mallory.register("dave"), "dave", Scene.PASSWORD).header("Retry-After")).isNotEmpty();
        HttpResponse<String> http = command("dave", Scene.PASSWORD);
        assertThat(http.statusCode()).isEqualTo(503);
        assertThat(http.headers().firstValue("Retry-After")).isPresent();
        assertThat(http.body()).contains("too-many-attempts");

        // The address has failed for other users as well: those known here go on.
        IntStream.range(0, 6).forEach(i -> mallory.exchange(mallory.register("user" + i), "user" + i, "guess"));
        assertThat(mallory.exchange(mallory.register("stranger"), "stranger", "guess").status()).isEqualTo(503);
        SCENE.wire("alice");

        Awaitility.await().until(
                () -> mallory.exchange(mallory.register("dave"), "dave", Scene.PASSWORD).status() == 200);
    }

    @Test
    void guessingOverHttpIsHeldToo() {
        Awaitility.await().until(() -> command("erin", "guess").statusCode() == 401);
        Awaitility.await().until(() -> command("erin", "guess").statusCode() == 503);
    }

    private static HttpResponse<String> command(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Soap.post(SCENE.product.http("/services/conference"), Soap.endConference(Soap.messageId(), "c1"),
                "Basic " + basic);
    }
}
