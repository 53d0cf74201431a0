package io.bridgehead.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.dialog.CallRecorder;
import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dialog.IncomingCall;
import io.bridgehead.sip.dialog.Invite;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.SipTransport;

class ProxyCoreTest {

    private static final SipUri BOB = SipUri.parse("sip:bob@example.org");

    private final List<TestNode> nodes = new ArrayList<>();
    private final List<SipResponse> results = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void relaysARequestWithItsOwnViaAndOneHopLess() {
        List<SipRequest> seen = new CopyOnWriteArrayList<>();
        TestNode bob = answering(seen, 200);
        TestNode proxy = proxy(ForwardOptions.DEFAULT, bob);
        assertThat(node().ask(message(), proxy.address(SipTransport.UDP)).status()).isEqualTo(200);
        assertThat(seen.get(0).vias()).hasSize(2);
        assertThat(seen.get(0).maxForwards()).isEqualTo(69);
        assertThat(seen.get(0).requestUri().user()).isEqualTo("device");
        assertThat(seen.get(0).recordRoutes()).isEmpty();
    }

    @Test
    void sendsNothingWhereTheSendersRouteLeads() {
        List<SipRequest> elsewhere = new CopyOnWriteArrayList<>();
        List<SipRequest> seen = new CopyOnWriteArrayList<>();
        TestNode foreign = answering(elsewhere, 200);
        TestNode proxy = proxy(ForwardOptions.DEFAULT, answering(seen, 200));
        SipRequest message = message();
        message.addHeader(SipHeader.ROUTE, "<" + proxy.uri(null).withParam("lr", "") + ">");
        message.addHeader(SipHeader.ROUTE, "<" + foreign.uri(null).withParam("lr", "") + ">");
        assertThat(node().ask(message, proxy.address(SipTransport.TCP)).status()).isEqualTo(200);
        assertThat(elsewhere).isEmpty();
        assertThat(seen.get(0).routes()).isEmpty();
    }

    @Test
    void setsAndRemovesHeaders() {
        List<SipRequest> seen = new CopyOnWriteArrayList<>();
        TestNode proxy = proxy(new ForwardOptions(true, List.of("Proxy-Authorization", "X-Secret"),
                Map.of("P-Asserted-Identity", List.of("<sip:alice@example.org>"))), answering(seen, 200));
        SipRequest message = message();
        message.addHeader("X-Secret", "1").addHeader("P-Asserted-Identity", "<sip:forged@example.org>");
        node().ask(message, proxy.address(SipTransport.TCP));
        assertThat(seen.get(0).hasHeader("X-Secret")).isFalse();
        assertThat(seen.get(0).headers("P-Asserted-Identity")).containsExactly("<sip:alice@example.org>");
    }

    @Test
    void onlyReturnsTheResponseWhenNotToRespond() {
        TestNode proxy = proxy(new ForwardOptions(false, List.of(), Map.of()), answering(new ArrayList<>(), 486));
        CompletableFuture<SipResponse> answer = CompletableFuture.supplyAsync(
                () -> node().ask(message(), proxy.address(SipTransport.TCP)));
        await().untilAsserted(() -> assertThat(results).extracting(SipResponse::status).containsExactly(486));
        assertThat(answer).isNotDone();
    }

    @Test
    void refusesUsedUpMaxForwardsAndLoops() {
        TestNode proxy = proxy(ForwardOptions.DEFAULT, answering(new ArrayList<>(), 200));
        SipRequest last = message();
        last.setHeader(SipHeader.MAX_FORWARDS, "0");
        assertThat(node().ask(last, proxy.address(SipTransport.TCP)).status()).isEqualTo(483);

        TestNode circle = node();
        ProxyCore core = new ProxyCore(circle.node());
        circle.serve(t -> core.forward(t,
                List.of(new ProxyTarget(t.request().requestUri(), circle.address(SipTransport.TCP), List.of())),
                ForwardOptions.DEFAULT));
        assertThat(node().ask(message(), circle.address(SipTransport.TCP)).status()).isEqualTo(482);
    }

    @Test
    void choosesTheBestResponseOfAFork() {
        assertThat(ask(proxy(ForwardOptions.DEFAULT, answering(new ArrayList<>(), 480), answering(new ArrayList<>(), 200))))
                .isEqualTo(200);
        assertThat(ask(proxy(ForwardOptions.DEFAULT, answering(new ArrayList<>(), 480), answering(new ArrayList<>(), 603))))
                .isEqualTo(603);
        assertThat(ask(proxy(ForwardOptions.DEFAULT, answering(new ArrayList<>(), 503), answering(new ArrayList<>(), 486))))
                .isEqualTo(486);
        assertThat(ask(proxy(ForwardOptions.DEFAULT, answering(new ArrayList<>(), 503)))).isEqualTo(500);
        assertThat(ask(proxy(ForwardOptions.DEFAULT))).isEqualTo(480);
    }

    @Test
    void reportsAContactThatLeadsNowhere() {
        TestNode proxy = node();
        ProxyCore core = new ProxyCore(proxy.node());
        proxy.serve(t -> core.forward(t,
                List.of(new ProxyTarget(SipUri.parse("sip:x@abc.invalid;transport=ws"), null, List.of())),
                ForwardOptions.DEFAULT));
        assertThat(ask(proxy)).isEqualTo(430);
    }

    @Test
    void followsThePath() {
        List<SipRequest> seen = new CopyOnWriteArrayList<>();
        TestNode edge = answering(seen, 200);
        TestNode proxy = node();
        ProxyCore core = new ProxyCore(proxy.node());
        proxy.serve(t -> core.forward(t, List.of(new ProxyTarget(SipUri.parse("sip:device@abc.invalid"), null,
                List.of("<" + edge.uri(null).withParam("lr", "") + ">"))), ForwardOptions.DEFAULT));
        assertThat(ask(proxy)).isEqualTo(200);
        assertThat(seen.get(0).routes()).hasSize(1);
    }

    @Test
    void staysInThePathOfACallThroughTwoProxies() {
        TestNode bob = node();
        CallRecorder them = new CallRecorder();
        AtomicReference<IncomingCall> incoming = new AtomicReference<>();
        new Calls(bob.node()).onIncoming(call -> {
            incoming.set(call);
            call.progress(180, null);
            return them;
        });
        TestNode second = proxy(ForwardOptions.DEFAULT, bob);
        TestNode first = proxy(ForwardOptions.DEFAULT, second);
        TestNode alice = node();
        CallRecorder us = new CallRecorder();
        Calls calls = new Calls(alice.node());
        Call call = dial(calls, first, us);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180"));
        incoming.get().accept("answer");
        await().untilAsserted(() -> assertThat(us.log).contains("answered answer"));
        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));
        assertThat(incoming.get().invite().recordRoutes()).hasSize(2);

        them.reinviteAnswer = "later";
        assertThat(call.reinvite("hold").orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("later");
        assertThat(incoming.get().info("text/plain", new byte[1]).orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(415);

        incoming.get().hangUp();
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.REMOTE);
        assertThat(us.end.status()).isEqualTo(200);

        CallRecorder again = new CallRecorder();
        Call second2 = dial(calls, first, again);
        await().untilAsserted(() -> assertThat(again.log).containsExactly("provisional 180"));
        incoming.get().accept("answer");
        await().untilAsserted(() -> assertThat(again.log).contains("answered answer"));
        them.end = null;
        second2.hangUp();
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end.by()).isEqualTo(By.REMOTE);
    }

    @Test
    void carriesACallBetweenTwoPartiesInItsOwnStack() {
        TestNode one = node();
        ProxyCore core = new ProxyCore(one.node());
        Calls calls = new Calls(one.node());
        CallRecorder them = new CallRecorder();
        AtomicReference<IncomingCall> incoming = new AtomicReference<>();
        calls.onIncoming(call -> {
            if (!"device".equals(call.invite().requestUri().user())) {
                return null;
            }
            incoming.set(call);
            call.accept("answer");
            return them;
        });
        one.serve(t -> core.forward(t, targets(one), ForwardOptions.DEFAULT));
        CallRecorder us = new CallRecorder();
        Call call = dial(calls, one, us);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));
        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));
        assertThat(incoming.get().info("text/plain", new byte[1]).orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(415);
        call.hangUp();
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end.by()).isEqualTo(By.REMOTE);
    }

    @Test
    void carriesTheCancelOn() {
        TestNode bob = node();
        CallRecorder them = new CallRecorder();
        new Calls(bob.node()).onIncoming(call -> {
            call.progress(180, null);
            return them;
        });
        CallRecorder us = new CallRecorder();
        Call call = dial(new Calls(node().node()), proxy(ForwardOptions.DEFAULT, bob), us);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180"));
        call.hangUp("Q.850;cause=16");
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end.status()).isEqualTo(487);
        assertThat(them.end.reasonHeader()).isEqualTo("Q.850;cause=16");
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(487);
    }

    @Test
    void stopsTheOtherTelephonesWhenOneAnswers() {
        TestNode slow = node();
        TestNode quick = node();
        CallRecorder losing = new CallRecorder();
        AtomicReference<IncomingCall> answering = new AtomicReference<>();
        new Calls(slow.node()).onIncoming(call -> {
            call.progress(180, null);
            return losing;
        });
        new Calls(quick.node()).onIncoming(call -> {
            call.progress(180, null);
            answering.set(call);
            return new CallRecorder();
        });
        CallRecorder us = new CallRecorder();
        dial(new Calls(node().node()), proxy(ForwardOptions.DEFAULT, slow, quick), us);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180", "provisional 180"));
        answering.get().accept("mine");
        await().untilAsserted(() -> assertThat(us.log).contains("answered mine"));
        await().untilAsserted(() -> assertThat(losing.end).isNotNull());
        assertThat(losing.end.status()).isEqualTo(487);
        assertThat(losing.end.reasonHeader()).isEqualTo("SIP;cause=200;text=\"Call completed elsewhere\"");
    }

    @Test
    void leavesForgedFlowTokensAlone() {
        TestNode proxy = node();
        new ProxyCore(proxy.node());
        SipRequest bye = TestNode.request("BYE", BOB);
        bye.setHeader(SipHeader.TO, "<sip:bob@example.org>;tag=1");
        bye.addHeader(SipHeader.ROUTE, "<" + proxy.uri("ft.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").withParam("lr", "") + ">");
        assertThat(node().ask(bye, proxy.address(SipTransport.TCP)).status()).isEqualTo(481);
    }

    private Call dial(Calls calls, TestNode proxy, CallRecorder recorder) {
        return calls.invite(new Invite(proxy.address(SipTransport.TCP), BOB, NameAddr.of(SipUri.parse("sip:alice@example.org")))
                .sdp("offer"), recorder);
    }

    private int ask(TestNode proxy) {
        return node().ask(message(), proxy.address(SipTransport.TCP)).status();
    }

    private static SipRequest message() {
        return TestNode.request("MESSAGE", BOB);
    }

    private TestNode answering(List<SipRequest> seen, int status) {
        return node().serve(t -> {
            seen.add(t.request());
            t.respond(status);
        });
    }

    /** A proxy that forwards everything to these nodes. */
    private TestNode proxy(ForwardOptions options, TestNode... targets) {
        TestNode proxy = node();
        ProxyCore core = new ProxyCore(proxy.node());
        return proxy.serve(t -> core.forward(t, targets(targets), options).thenAccept(results::add));
    }

    private static List<ProxyTarget> targets(TestNode... nodes) {
        List<ProxyTarget> targets = new ArrayList<>();
        for (TestNode node : nodes) {
            targets.add(new ProxyTarget(node.uri("device"), null, List.of()));
        }
        return targets;
    }

    private TestNode node() {
        TestNode node = new TestNode();
        nodes.add(node);
        return node;
    }
}
