package io.bridgehead.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

/** RFC 4028 with telephones of every kind, at intervals of seconds. */
@Feature("A048")
class SessionTimersTest {

    private static final SessionTimers TWO_SECONDS = new SessionTimers(Duration.ofSeconds(2));

    private final TestNode bridge = new TestNode();
    private final Calls calls = new Calls(bridge.node(), TWO_SECONDS);
    private final CallRecorder us = new CallRecorder();
    private WirePeer phone;

    @AfterEach
    void close() {
        bridge.close();
        phone.close();
    }

    @Test
    void refreshesByUpdateWhereTheTelephoneTakesIt() {
        answers((request, response) -> response.setHeader(SipHeader.ALLOW, "INVITE, ACK, BYE, UPDATE")
                .setHeader(SipHeader.SESSION_EXPIRES, "2;refresher=uac"));
        dial();

        await().until(() -> phone.requests("UPDATE").size() >= 2);
        assertThat(phone.requests("INVITE").get(0).header(SipHeader.SUPPORTED)).isEqualTo("timer");
        assertThat(phone.requests("INVITE").get(0).header(SipHeader.SESSION_EXPIRES)).isEqualTo("2");
        assertThat(phone.requests("UPDATE").get(0).header(SipHeader.SESSION_EXPIRES)).isEqualTo("2;refresher=uac");
        assertThat(phone.requests("UPDATE").get(0).bodyLength()).isZero();
        assertThat(us.end).isNull();
    }

    @Test
    void refreshesByTheSameOfferWhereTheTelephoneKnowsNoSessionTimer() {
        answers((request, response) -> response);
        dial();

        await().until(() -> phone.requests("INVITE").size() >= 3);
        assertThat(phone.requests("INVITE")).allMatch(invite -> invite.bodyText().equals("offer"));
        await().untilAsserted(() -> assertThat(phone.node.acks).hasSizeGreaterThanOrEqualTo(3));
        assertThat(us.end).isNull();
    }

    @Test
    void refreshesByInviteWhereUpdateIsPromisedAndNotKept() {
        answers((request, response) -> request.is("UPDATE") ? request.createResponse(405)
                : response.setHeader(SipHeader.ALLOW, "INVITE, UPDATE"));
        dial();

        await().until(() -> phone.requests("INVITE").size() >= 2);
        assertThat(phone.requests("UPDATE")).isNotEmpty();
    }

    @Test
    void asksForAsLongAsTheTelephoneWants() {
        answers((request, response) -> request.hasHeader(SipHeader.MIN_SE) ? response
                : request.createResponse(422).setHeader(SipHeader.MIN_SE, "3"));
        dial();

        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));
        SipRequest second = phone.requests("INVITE").get(1);
        assertThat(second.header(SipHeader.SESSION_EXPIRES)).isEqualTo("3");
        assertThat(second.header(SipHeader.MIN_SE)).isEqualTo("3");
        assertThat(second.cseq().number()).isEqualTo(2);
    }

    @Test
    void isNotLedOnByATelephoneThatAlwaysWantsMore() {
        answers((request, response) -> request.createResponse(422).setHeader(SipHeader.MIN_SE,
                Long.toString(10 + SessionExpires.of(request).seconds())));
        dial();

        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(422);
        assertThat(phone.requests("INVITE")).hasSize(6);
    }

    @Test
    void hangsUpATelephoneThatPromisedToRefreshAndDoesNot() {
        answers((request, response) -> response.setHeader(SipHeader.SESSION_EXPIRES, "2;refresher=uas"));
        dial();

        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.NETWORK);
        assertThat(us.end.answered()).isTrue();
        assertThat(us.end.reason()).isEqualTo("Session Expired");
        await().until(() -> phone.requests("BYE").size() == 1);
        assertThat(phone.requests("BYE").get(0).header(SipHeader.REASON)).contains("cause=408");
    }

    @Test
    void staysConnectedAsLongAsTheTelephoneRefreshes() throws InterruptedException {
        answers((request, response) -> response.setHeader(SipHeader.SESSION_EXPIRES, "2;refresher=uas"));
        dial();
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));

        // Longer than the session would have lived without.
        for (int i = 0; i < 4; i++) {
            Thread.sleep(600);
            SipRequest update = phone.request("UPDATE");
            update.setHeader(SipHeader.SUPPORTED, "timer");
            update.setHeader(SipHeader.SESSION_EXPIRES, "2;refresher=uac");
            SipResponse answer = phone.ask(update, bridge);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header(SipHeader.SESSION_EXPIRES)).isEqualTo("2;refresher=uac");
            assertThat(answer.header(SipHeader.REQUIRE)).isEqualTo("timer");
        }
        assertThat(us.end).isNull();
    }

    @Test
    void endsWhenTheTelephoneNoLongerKnowsTheCall() {
        answers((request, response) -> request.to().tag() == null ? response : request.createResponse(481));
        dial();

        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(481);
        assertThat(us.end.answered()).isTrue();
    }

    @Test
    void livesOnWhenARefreshIsRefusedForAnotherReason() throws InterruptedException {
        answers((request, response) -> request.to().tag() == null ? response : request.createResponse(488));
        dial();

        await().until(() -> phone.requests("INVITE").size() >= 3);
        assertThat(us.end).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 430, 480, 503 })
    void endsAfterTheTimeOfASessionWhereOthersSayThatTheTelephoneCannotBeReached(int status) {
        answers((request, response) -> request.to().tag() == null ? response : request.createResponse(status));
        dial();

        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.NETWORK);
        assertThat(us.end.reason()).isEqualTo("Session Expired");
        assertThat(phone.requests("INVITE")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void endsAfterTheTimeOfASessionWhereTheConnectionOfTheTelephoneIsGone() {
        answers((request, response) -> response);
        dial();
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));

        phone.close();

        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.NETWORK);
    }

    @Test
    void refusesAndAgreesAsACalledParty() {
        answers((request, response) -> response);
        calls.onIncoming(call -> {
            call.accept("answer");
            return us;
        });

        SipResponse tooShort = bridge.ask(invite("1", "timer"), bridge.address(SipTransport.TCP));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.header(SipHeader.MIN_SE)).isEqualTo("2");

        SipResponse agreed = bridge.ask(invite("3", "timer"), bridge.address(SipTransport.TCP));
        assertThat(agreed.header(SipHeader.SESSION_EXPIRES)).isEqualTo("3;refresher=uac");
        assertThat(agreed.header(SipHeader.REQUIRE)).isEqualTo("timer");

        SipResponse byProxy = bridge.ask(invite("4", "replaces"), bridge.address(SipTransport.TCP));
        assertThat(byProxy.header(SipHeader.SESSION_EXPIRES)).isEqualTo("4;refresher=uas");
        assertThat(byProxy.header(SipHeader.REQUIRE)).isNull();

        SipResponse nonsense = bridge.ask(invite("soon", "timer"), bridge.address(SipTransport.TCP));
        assertThat(nonsense.header(SipHeader.SESSION_EXPIRES)).isEqualTo("90;refresher=uas");
    }

    @Test
    void wantsATimeThatMakesSense() {
        answers((request, response) -> response);
        assertThatThrownBy(() -> new SessionTimers(Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(SessionTimers.STANDARD.minimum()).isEqualTo(90);
    }

    private void answers(BiFunction<SipRequest, SipResponse, Object> answer) {
        phone = new WirePeer(request -> (SipResponse) answer.apply(request, phone.answer(request)));
    }

    private SipRequest invite(String sessionExpires, String supported) {
        SipRequest invite = TestNode.request("INVITE", bridge.uri("conference"));
        invite.setHeader(SipHeader.CONTACT, "<" + phone.node.uri("phone") + ">");
        invite.setHeader(SipHeader.SUPPORTED, supported);
        invite.setHeader(SipHeader.SESSION_EXPIRES, sessionExpires);
        return invite;
    }

    private void dial() {
        calls.invite(new Invite(phone.node.address(SipTransport.TCP), phone.node.uri("phone"),
                NameAddr.of(SipUri.parse("sip:conference@example.org"))).sdp("offer"), us);
    }
}
