package io.bridgehead.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ClientTransaction;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipTimers;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

/** In which order targets are tried, and what becomes of their answers (RFC 3261 sections 16.6 and 16.7). */
class ForkingTest {

    private static final SipUri BOB = SipUri.parse("sip:bob@example.org");
    private static final ForwardOptions NO_PATIENCE = ForwardOptions.DEFAULT.forking(Forking.Q, Duration.ofMillis(200));

    private final List<TestNode> nodes = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<SipResponse> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
    }

    @Test
    @Feature("A004")
    void asksTheNextPreferenceOnlyWhenThoseBeforeHaveFailed() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT, phone("third", 0.3, 200), phone("first", 1, 480),
                phone("second", 0.5, 486),
                phone("too", 1, 404));
        assertThat(send("MESSAGE", proxy).status()).isEqualTo(200);
        assertThat(asked.subList(0, 2)).containsExactlyInAnyOrder("first", "too");
        assertThat(asked.subList(2, 4)).containsExactly("second", "third");
    }

    @Test
    @Feature("A004")
    void sendsAMessageAlsoToWhomItTakesLongerToFind() {
        Phone slow = phone("slow", 1, 200);
        CompletableFuture<List<Destination>> found = new CompletableFuture<>();
        TestNode proxy = new TestNode(0, 0, uri -> uri.port() == slow.node().uri("device").port() ? found
                : ServerLocator.BY_URI.locate(uri));
        nodes.add(proxy);

        assertThat(send("MESSAGE", proxy(proxy, ForwardOptions.DEFAULT, phone("quick", 1, 200), slow)).status()).isEqualTo(200);
        found.complete(List.of(slow.node().address(SipTransport.TCP)));

        await().untilAsserted(() -> assertThat(asked).containsExactly("quick", "slow"));
    }

    @Test
    void givesUpAMessageThatNobodyAnswersWhileItsSenderStillWaits() {
        SipTimers quick = SipTimers.of(100, 400, 500);
        TestNode silent = node().serve(transaction -> asked.add("silent"));
        TestNode proxy = TestNode.of(quick);
        TestNode sender = TestNode.of(quick);
        nodes.addAll(List.of(proxy, sender));
        ProxyCore core = new ProxyCore(proxy.node());
        ProxyTarget target = new ProxyTarget(silent.uri("device"), null, List.of(), 1000);
        proxy.serve(t -> core.forward(t, List.of(target), new ForwardOptions(false, List.of(), Map.of()))
                .thenAccept(best -> t.respond(best.status() == 408 ? 202 : 500)));

        assertThat(sender.ask(TestNode.request("MESSAGE", BOB), proxy.address(SipTransport.TCP)).status()).isEqualTo(202);
        assertThat(asked).containsExactly("silent");
    }

    @Test
    @Feature("A004")
    void leavesTheOthersAloneOnceSomebodyAcceptedOrRefusedForAll() {
        assertThat(send("MESSAGE", proxy(ForwardOptions.DEFAULT, phone("a", 1, 200), phone("b", 0.5, 200))).status())
                .isEqualTo(200);
        assertThat(send("INVITE", proxy(ForwardOptions.DEFAULT, phone("c", 1, 603), phone("d", 0.5, 200))).status())
                .isEqualTo(603);
        assertThat(asked).containsExactly("a", "c");
    }

    @Test
    void asksOneAfterAnotherIfSoWanted() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT.forking(Forking.SERIAL, Duration.ofSeconds(20)), phone("a", 0.2, 200),
                phone("b", 1, 480), phone("c", 1, 480));
        assertThat(send("INVITE", proxy).status()).isEqualTo(200);
        assertThat(asked).containsExactly("b", "c", "a");
    }

    @Test
    void asksAllAtOnceIfSoWanted() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT.forking(Forking.PARALLEL, Duration.ofSeconds(20)), phone("a", 0.2, 486),
                phone("b", 1, 486));
        assertThat(send("INVITE", proxy).status()).isEqualTo(486);
        assertThat(asked).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Feature("A004")
    void ringsTheNextTelephoneWhenNobodyAnswersTheFirst() {
        AtomicReference<ServerTransaction> first = new AtomicReference<>();
        Phone ringing = ringing("a", 1, first);
        TestNode proxy = proxy(NO_PATIENCE, ringing, phone("b", 0.5, 200));
        assertThat(send("INVITE", proxy).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(first.get().isCancelled()).isTrue());
    }

    @Test
    void saysThatNobodyAnswersAfterTheLastTelephoneToo() {
        TestNode proxy = proxy(NO_PATIENCE, ringing("a", 1, new AtomicReference<>()), phone("b", 0.5, 480));
        assertThat(send("INVITE", proxy).status()).isEqualTo(480);
    }

    @Test
    void ringsNobodyElseOnceTheCallerHasHungUp() {
        AtomicReference<ServerTransaction> first = new AtomicReference<>();
        TestNode proxy = proxy(ForwardOptions.DEFAULT, ringing("a", 1, first), phone("b", 0.5, 200));
        ClientTransaction call = begin(proxy);
        await().untilAsserted(() -> assertThat(answers).extracting(SipResponse::status).contains(180));
        call.cancel();
        await().untilAsserted(() -> assertThat(answers).extracting(SipResponse::status).endsWith(487));
        assertThat(asked).containsExactly("a");
    }

    @Test
    @Feature("A004")
    void carriesAnAnswerThatCrossedTheCancelToTheCaller() {
        TestNode phone = node();
        phone.serve(t -> {
            t.respond(180);
            t.onCancel(cancel -> t.respond(200));
        });
        TestNode proxy = proxy(ForwardOptions.DEFAULT, new Phone(phone, 1));
        ClientTransaction call = begin(proxy);
        await().untilAsserted(() -> assertThat(answers).extracting(SipResponse::status).contains(180));
        call.cancel();
        await().untilAsserted(() -> assertThat(answers).extracting(SipResponse::status).endsWith(200));
    }

    @Test
    void collectsTheChallengesOfAllBranches() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT, challenging(401, SipHeader.WWW_AUTHENTICATE, "Digest realm=\"a\""),
                challenging(407, SipHeader.PROXY_AUTHENTICATE, "Digest realm=\"b\""),
                challenging(401, SipHeader.WWW_AUTHENTICATE, "Digest realm=\"c\""));
        SipResponse answer = send("MESSAGE", proxy);
        assertThat(answer.status()).isIn(401, 407);
        assertThat(answer.headers(SipHeader.WWW_AUTHENTICATE)).containsExactlyInAnyOrder("Digest realm=\"a\"",
                "Digest realm=\"c\"");
        assertThat(answer.headers(SipHeader.PROXY_AUTHENTICATE)).containsExactly("Digest realm=\"b\"");
    }

    @Test
    void handsRedirectionsOnAndFollowsNone() {
        TestNode foreign = node();
        List<SipRequest> elsewhere = new CopyOnWriteArrayList<>();
        foreign.serve(t -> elsewhere.add(t.request()));
        TestNode moved = node().serve(t -> t.respond((SipResponse) t.request().createResponse(302).addHeader(SipHeader.CONTACT,
                "<" + foreign.uri("bob") + ">")));
        SipResponse answer = send("INVITE", proxy(ForwardOptions.DEFAULT, new Phone(moved, 1)));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.contacts()).hasSize(1);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    @Feature("A004")
    void refusesExtensionsThatItWouldHaveToKnow() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT, phone("a", 1, 200));
        SipRequest request = TestNode.request("MESSAGE", BOB);
        request.addHeader(SipHeader.PROXY_REQUIRE, "moonlight, sec-agree");
        SipResponse answer = node().ask(request, proxy.address(SipTransport.TCP));
        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.headers(SipHeader.UNSUPPORTED)).containsExactly("moonlight", "sec-agree");
        assertThat(asked).isEmpty();
    }

    @Test
    void answersAnOptionsThatEndsHere() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT, phone("a", 1, 486));
        SipRequest request = TestNode.request("OPTIONS", BOB);
        request.setHeader(SipHeader.MAX_FORWARDS, "0");
        assertThat(node().ask(request, proxy.address(SipTransport.TCP)).status()).isEqualTo(200);
    }

    private record Phone(TestNode node, double q) {
    }

    private Phone phone(String name, double q, int status) {
        return new Phone(node().serve(t -> {
            asked.add(name);
            t.respond(status);
        }), q);
    }

    private Phone ringing(String name, double q, AtomicReference<ServerTransaction> seen) {
        return new Phone(node().serve(t -> {
            asked.add(name);
            seen.set(t);
            t.respond(180);
            t.onCancel(cancel -> t.respond(487));
        }), q);
    }

    private Phone challenging(int status, String header, String challenge) {
        return new Phone(
                node().serve(t -> t.respond((SipResponse) t.request().createResponse(status).addHeader(header, challenge))),
                1);
    }

    private TestNode proxy(ForwardOptions options, Phone... phones) {
        return proxy(node(), options, phones);
    }

    private static TestNode proxy(TestNode proxy, ForwardOptions options, Phone... phones) {
        ProxyCore core = new ProxyCore(proxy.node());
        List<ProxyTarget> targets = new ArrayList<>();
        for (Phone phone : phones) {
            targets.add(new ProxyTarget(phone.node().uri("device"), null, List.of(), (int) (phone.q() * 1000)));
        }
        return proxy.serve(t -> core.forward(t, targets, options));
    }

    private SipResponse send(String method, TestNode proxy) {
        return node().ask(TestNode.request(method, BOB), proxy.address(SipTransport.TCP));
    }

    private ClientTransaction begin(TestNode proxy) {
        return node().stack().sendRequest(TestNode.request("INVITE", BOB), proxy.address(SipTransport.TCP),
                (transaction, response) -> answers.add(response));
    }

    private TestNode node() {
        TestNode node = new TestNode();
        nodes.add(node);
        return node;
    }
}
