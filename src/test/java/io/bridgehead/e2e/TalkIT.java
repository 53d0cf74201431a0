package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.WireTelephone;
import io.bridgehead.test.WireTelephone.Behaviour;

/** Who speaks is seen by those who may see the conference, while it is so. */
class TalkIT {

    /** A person's eye takes it for the same moment. */
    private static final Duration AT_ONCE = Duration.ofMillis(300);
    private static final String SILENCES = "message WHERE operation = 'quiet'";
    private static final Duration SENTENCE = Duration.ofMillis(1500);
    private static final int SENTENCES = 3;

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    @Test
    @Feature("A149")
    void whoSpeaksIsSeenByTheOwnerWithinThreeTenthsOfASecondAndByNobodyElse() {
        try (WireTelephone carol = new WireTelephone(Behaviour.ANSWERS);
                WireTelephone alice = new WireTelephone(Behaviour.ANSWERS);
                Client client = Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, "Carol <" + carol.uri() + ">",
                        "Alice <" + alice.uri() + ">");
                SipWire bob = new SipWire(PRODUCT.sip(), Product.DOMAIN)) {
            bob.register("bob", Scene.PASSWORD);
            client.awaitState("Alice", "in the call");
            assertThat(String.join(" ", client.lines())).doesNotContain("speaking");
            speak(client, carol, "Carol"); // the first one of a process is slower: its code is read from the disk

            List<Duration> seen = new ArrayList<>();
            for (int sentence = 0; sentence < SENTENCES; sentence++) {
                Instant begin = Instant.now();
                CompletableFuture<Instant> spoken = CompletableFuture.supplyAsync(() -> alice.speak(SENTENCE));
                client.awaitSpeaking("Alice", true);
                seen.add(Duration.between(begin, Instant.now()));
                spoken.join();
                client.awaitSpeaking("Alice", false);
            }
            // Of the middle one: what else the machine does is not ours.
            assertThat(seen.stream().sorted().skip(SENTENCES / 2).findFirst().orElseThrow())
                    .as("from the first loud packet to the client's line: %s", seen).isLessThan(AT_ONCE);
            assertThat(client.statesOf("Alice")).endsWith("in the call");
            assertThat(bob.received()).noneMatch(TalkIT::isTalk);
        }
    }

    @Test
    @Feature("A149")
    void nothingIsKeptOfWhoSpokeForAnOwnerWhoIsAway() {
        try (WireTelephone carol = new WireTelephone(Behaviour.ANSWERS);
                WireTelephone alice = new WireTelephone(Behaviour.ANSWERS)) {
            try (Client client = Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, "Carol <" + carol.uri() + ">",
                    "Alice <" + alice.uri() + ">")) {
                client.awaitState("Alice", "in the call");
                speak(client, alice, "Alice");
            }
            long before = PRODUCT.rows(SILENCES);
            alice.speak(SENTENCE);
            Awaitility.await().until(() -> PRODUCT.rows(SILENCES) > before);

            try (SipWire back = new SipWire(PRODUCT.sip(), Product.DOMAIN)) {
                back.register("carol", Scene.PASSWORD);
                back.exchange(back.message("carol", "carol", "text/plain", "the last to come"), "carol", Scene.PASSWORD);
                back.awaitMessage("the last to come");
                assertThat(back.received()).noneMatch(message -> isTalk(message) && message.body().contains("talking>true<"));
            }
        }
    }

    private static boolean isTalk(SipText message) {
        return message.body().contains("reportTalking");
    }

    private static void speak(Client client, WireTelephone telephone, String name) {
        CompletableFuture<Instant> spoken = CompletableFuture.supplyAsync(() -> telephone.speak(SENTENCE));
        client.awaitSpeaking(name, true);
        spoken.join();
        client.awaitSpeaking(name, false);
    }
}
