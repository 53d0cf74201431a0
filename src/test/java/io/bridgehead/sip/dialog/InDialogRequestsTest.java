package io.bridgehead.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

/** What telephones ask for in the middle of a call. */
@Feature("A048")
class InDialogRequestsTest {

    private final TestNode bridge = new TestNode();
    private final Calls calls = new Calls(bridge.node());
    private final CallRecorder us = new CallRecorder();
    private final AtomicInteger glares = new AtomicInteger();
    private final WirePeer phone = new WirePeer(this::answer);

    @AfterEach
    void close() {
        bridge.close();
        phone.close();
    }

    private SipResponse answer(SipRequest request) {
        boolean glare = request.is("INVITE") && request.to().tag() != null && glares.getAndDecrement() > 0;
        return glare ? request.createResponse(491) : phone.answer(request);
    }

    @Test
    void asksAgainAfterAPauseWhereBothChangeTheSessionAtOnce() {
        Call call = dial();
        glares.set(1);
        long begin = System.nanoTime();

        assertThat(call.reinvite("new offer").orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("answer");

        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_100));
        assertThat(phone.requests("INVITE")).extracting(invite -> invite.cseq().number()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void letsTheOtherPartyChangeTheSessionWhileItWaits() {
        us.reinviteAnswer = "our answer";
        Call call = dial();
        glares.set(1);
        CompletableFuture<String> change = call.reinvite("new offer");
        await().until(() -> glares.get() == 0 && phone.requests("INVITE").size() == 2);

        // The 491 may still be under way.
        SipResponse theirs = await().until(() -> phone.ask(offer("their offer"), bridge), answer -> answer.status() != 491);

        assertThat(theirs.bodyText()).isEqualTo("our answer");
        acknowledge(theirs);
        assertThat(change.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("answer");
    }

    @Test
    void waitsWithItsOwnChangeUntilTheirsIsAcknowledged() {
        us.reinviteAnswer = "our answer";
        Call call = dial();
        SipResponse theirs = phone.ask(offer("their offer"), bridge);

        CompletableFuture<String> change = call.reinvite("new offer");
        assertThat(phone.requests("INVITE")).hasSize(1);
        acknowledge(theirs);

        assertThat(change.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("answer");
    }

    @Test
    void refusesASecondChangeBeforeTheFirstIsAcknowledged() {
        us.reinviteAnswer = "our answer";
        dial();
        phone.ask(offer("their offer"), bridge);

        SipResponse second = phone.ask(offer("another"), bridge);

        assertThat(second.status()).isEqualTo(500);
        assertThat(Integer.parseInt(second.header(SipHeader.RETRY_AFTER))).isBetween(1, 10);
    }

    @Test
    void givesUpWhereTheOtherPartyNeverLetsItChangeAnything() {
        Call call = dial();
        glares.set(Integer.MAX_VALUE);

        assertThat(call.reinvite("new offer").handle((sdp, failure) -> ((CallRefusedException) failure).status())
                .orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(491);
        assertThat(phone.requests("INVITE")).hasSize(5);
        assertThat(call.state()).isEqualTo(CallState.CONFIRMED);
    }

    @Test
    void tellsNobodyWhileItHoldsItsLockThatTheCallIsOver() {
        Call call = dial();
        glares.set(1);
        CompletableFuture<Boolean> locked = call.reinvite("new offer").handle((sdp, failure) -> Thread.holdsLock(call));
        await().until(() -> phone.requests("INVITE").size() == 2);

        call.hangUp();

        assertThat(locked.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void offersASessionToWhoAsksForOne() {
        us.reinviteAnswer = "our offer";
        dial();

        SipResponse offer = phone.ask(phone.request("INVITE"), bridge);
        assertThat(offer.bodyText()).isEqualTo("our offer");
        assertThat(us.log).contains("reinvite null");
        SipRequest update = phone.request("UPDATE");
        update.setBody("application/sdp", "an offer that crosses ours");
        assertThat(phone.ask(update, bridge).status()).isEqualTo(491);
    }

    @Test
    void takesAnOfferByUpdate() {
        us.reinviteAnswer = "our answer";
        dial();
        SipRequest update = phone.request("UPDATE");
        update.setBody("application/sdp", "their offer");

        assertThat(phone.ask(update, bridge).bodyText()).isEqualTo("our answer");
    }

    @Test
    void tellsWhatItCanDo() {
        dial();

        SipResponse options = phone.ask(phone.request("OPTIONS"), bridge);

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.headers(SipHeader.ALLOW)).contains("INVITE", "BYE", "UPDATE");
        assertThat(options.header(SipHeader.ACCEPT)).isEqualTo("application/sdp");
        assertThat(options.header(SipHeader.SUPPORTED)).isEqualTo("timer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "REFER", "SUBSCRIBE", "MESSAGE", "PRACK", "PUBLISH", "DANCE" })
    void refusesWhatItDoesNotDo(String method) {
        Call call = dial();

        SipResponse refusal = phone.ask(phone.request(method), bridge);

        assertThat(refusal.status()).isEqualTo(405);
        assertThat(refusal.headers(SipHeader.ALLOW)).contains("INVITE", "BYE").doesNotContain(method);
        assertThat(call.state()).isEqualTo(CallState.CONFIRMED);
    }

    @Test
    void refusesWhoInsistsOnWhatItDoesNotKnow() {
        dial();

        SipResponse refusal = phone.ask(
                (SipRequest) phone.request("INVITE").setHeader(SipHeader.REQUIRE, "timer, 100rel, siprec"), bridge);

        assertThat(refusal.status()).isEqualTo(420);
        assertThat(refusal.header(SipHeader.UNSUPPORTED)).isEqualTo("100rel, siprec");
    }

    @Test
    void endsOnceWhereBothHangUpAtOnce() {
        Call call = dial();
        SipRequest theirs = phone.request("BYE");
        call.hangUp();

        assertThat(phone.ask(theirs, bridge).status()).isIn(200, 481);
        await().until(() -> phone.requests("BYE").size() == 1);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer", "ended"));
        assertThat(calls.size()).isZero();
    }

    private SipRequest offer(String sdp) {
        SipRequest invite = phone.request("INVITE");
        invite.setBody("application/sdp", sdp);
        return invite;
    }

    private void acknowledge(SipResponse answer) {
        SipRequest ack = phone.request("ACK");
        ack.setHeader(SipHeader.CSEQ, answer.cseq().number() + " ACK");
        phone.node.stack().sendStateless(ack, "z9hG4bKack" + answer.cseq().number(), bridge.address(SipTransport.TCP));
    }

    private Call dial() {
        Call call = calls.invite(new Invite(phone.node.address(SipTransport.TCP), phone.node.uri("phone"),
                NameAddr.of(SipUri.parse("sip:conference@example.org"))).sdp("offer"), us);
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));
        return call;
    }
}
