package io.bridgehead.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.auth.DigestResult;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

@Feature("A048")
class CallsTest {

    private static final NameAddr CONFERENCE = NameAddr.of("Conference", SipUri.parse("sip:conference@example.org"));

    private final TestNode bridge = new TestNode();
    private final TestNode phone = new TestNode();
    private final Calls caller = new Calls(bridge.node());
    private final Calls called = new Calls(phone.node());
    private final CallRecorder us = new CallRecorder();
    private final CallRecorder them = new CallRecorder();
    private final AtomicReference<IncomingCall> incoming = new AtomicReference<>();

    @AfterEach
    void close() {
        bridge.close();
        phone.close();
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP" })
    void ringsIsAnsweredAndHungUpByTheCaller(SipTransport transport) {
        phoneRings();
        Call call = dial(invite(transport));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180"));
        assertThat(incoming.get().offer()).isEqualTo("offer");
        incoming.get().accept("answer");
        await().untilAsserted(() -> assertThat(us.log).contains("answered answer"));
        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));
        assertThat(call.state()).isEqualTo(CallState.CONFIRMED);

        call.hangUp("Q.850;cause=16");
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end).isEqualTo(new CallEnd(By.REMOTE, true, 200, "OK", "Q.850;cause=16", List.of()));
        assertThat(us.end.by()).isEqualTo(By.LOCAL);
        assertThat(caller.size() + called.size()).isZero();
    }

    @Test
    @Threat(23)
    void anAnswerIsAcknowledgedOnceItIsWrittenDown() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        us.written = written;
        phoneRings();
        dial(invite(SipTransport.UDP));
        await().until(() -> incoming.get() != null);
        incoming.get().accept("answer");
        await().untilAsserted(() -> assertThat(us.log).contains("answered answer"));
        // The telephone repeats its answer after 500 ms; that alone brings no ACK.
        await().during(Duration.ofMillis(700)).until(() -> them.log.isEmpty());

        written.complete(null);

        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));
    }

    @Test
    void anAnswerThatCannotBeWrittenDownIsAcknowledgedToo() {
        us.written = CompletableFuture.failedFuture(new IllegalStateException("The disk is full"));
        answeredCall();
    }

    @Test
    void whoHangsUpBeforeTheAnswerIsWrittenDownAcknowledgesItFirst() {
        us.written = new CompletableFuture<>();
        // Where requests overtake each other the BYE may win, and the call ends before it is known to be acknowledged.
        try (TestNode orderly = TestNode.oneAtATime()) {
            new Calls(orderly.node()).onIncoming(call -> {
                call.accept("answer");
                return them;
            });
            Call call = dial(new Invite(orderly.address(SipTransport.TCP), orderly.uri("phone"), CONFERENCE).sdp("offer"));
            await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));

            call.hangUp();

            await().untilAsserted(() -> assertThat(them.log).containsExactly("answered ", "ended"));
        }
    }

    @Test
    void isHungUpByTheCalledParty() {
        answeredCall();
        incoming.get().hangUp();
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.REMOTE);
        assertThat(us.end.answered()).isTrue();
    }

    @Test
    void tellsThatTheCalledPartyIsBusy() {
        called.onIncoming(call -> {
            call.reject(486, "Busy Here");
            return them;
        });
        dial(invite(SipTransport.UDP));
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end).isEqualTo(new CallEnd(By.REMOTE, false, 486, "Busy Here", null, List.of()));
        assertThat(us.log).containsExactly("ended");
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end.by()).isEqualTo(By.LOCAL);
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP" })
    void stopsTheRingingWhenTheCallerHangsUp(SipTransport transport) {
        phoneRings();
        Call call = dial(invite(transport));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180"));
        call.hangUp();
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.LOCAL);
        assertThat(us.end.status()).isEqualTo(487);
        await().untilAsserted(() -> assertThat(them.end).isNotNull());
        assertThat(them.end.by()).isEqualTo(By.REMOTE);
    }

    @Test
    void hangsUpAnAnswerThatCrossesTheCancel() {
        List<String> methods = new CopyOnWriteArrayList<>();
        AtomicReference<ServerTransaction> invite = new AtomicReference<>();
        phone.serve(transaction -> {
            methods.add(transaction.request().method());
            if (transaction.request().is("INVITE")) {
                invite.set(transaction);
                transaction.onAck(ack -> methods.add("ACK"));
                transaction.respond(180);
                transaction.onCancel(cancel -> transaction.respond(answer(transaction.request(), "tag-1")));
            } else {
                transaction.respond(200);
            }
        });
        Call call = dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180"));
        call.hangUp();
        await().untilAsserted(() -> assertThat(methods).containsExactlyInAnyOrder("INVITE", "ACK", "BYE"));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 180", "ended"));
    }

    @Test
    void acknowledgesAndHangsUpAFurtherAnswerOfAForkedCall() {
        List<String> byes = new CopyOnWriteArrayList<>();
        AtomicReference<ServerTransaction> invite = new AtomicReference<>();
        phone.serve(transaction -> {
            if (transaction.request().is("INVITE")) {
                invite.set(transaction);
                transaction.respond(answer(transaction.request(), "first"));
                transaction.respond(answer(transaction.request(), "second"));
            } else {
                byes.add(transaction.request().to().tag());
                transaction.respond(200);
            }
        });
        Call call = dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(phone.acks).extracting(ack -> ack.to().tag())
                .containsExactlyInAnyOrder("first", "second"));
        invite.get().respond(answer(invite.get().request(), "first"));
        await().untilAsserted(() -> assertThat(phone.acks).extracting(ack -> ack.to().tag())
                .containsExactlyInAnyOrder("first", "second", "first"));
        await().untilAsserted(() -> assertThat(byes).containsExactly("second"));
        assertThat(call.remoteTag()).isEqualTo("first");
        assertThat(us.log).containsExactly("answered ");
    }

    @Test
    void takesTheEarlySessionOfTheSameTelephoneWhereItsAnswerHasNone() {
        phone.serve(transaction -> {
            transaction.respond(early(transaction.request(), "first", "early"));
            transaction.respond(early(transaction.request(), "second", "other"));
            transaction.respond(answer(transaction.request(), "first"));
        });
        dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 183 early", "provisional 183 other",
                "answered early"));
    }

    @Test
    void takesNoEarlySessionOfAnotherTelephone() {
        phone.serve(transaction -> {
            transaction.respond(early(transaction.request(), "first", "early"));
            transaction.respond(answer(transaction.request(), "second"));
        });
        dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("provisional 183 early", "answered "));
    }

    @Test
    void findsTheSessionAmongOtherParts() {
        phone.serve(transaction -> {
            SipResponse answer = answer(transaction.request(), "first");
            answer.setBody("multipart/mixed; boundary=\"a+b\"", "--a+b\r\nContent-Type: application/isup\r\n\r\nx\r\n"
                    + "--a+b\r\nContent-Disposition: session\r\ncontent-type: Application/SDP\r\n\r\nv=0\r\ns=-\r\n\r\n--a+b--\r\n");
            transaction.respond(answer);
        });
        dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered v=0\r\ns=-\r\n"));
    }

    @Test
    void answersTheChallengeOfATrunk() {
        DigestAuthenticator authenticator = new DigestAuthenticator(DigestSettings.of("trunk", true),
                (user, realm, algorithm) -> Optional.of(algorithm.ha1(user, realm, "pass")));
        List<Long> sequence = new CopyOnWriteArrayList<>();
        phone.serve(transaction -> {
            SipRequest request = transaction.request();
            sequence.add(request.cseq().number());
            DigestResult result = authenticator.authenticate(request.method(), request.requestUriText(),
                    request.headers(SipHeader.PROXY_AUTHORIZATION));
            if (result instanceof DigestResult.Authenticated) {
                transaction.onAck(ack -> sequence.add(ack.cseq().number()));
                transaction.respond(answer(request, "t"));
            } else {
                SipResponse challenge = request.createResponse(407);
                authenticator.challenges(false).forEach(c -> challenge.addHeader(SipHeader.PROXY_AUTHENTICATE, c));
                transaction.respond(challenge);
            }
        });
        dial(invite(SipTransport.UDP).credentials(new DigestClient("bridge", "pass")));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered "));
        await().untilAsserted(() -> assertThat(sequence).containsExactly(1L, 2L, 2L));
    }

    @Test
    void provesWhoItIsToACarrierThatAsksAtTheHangUp() {
        phone.serve(transaction -> called.receive(transaction, new DigestClient("us", "pass"), call -> {
            incoming.set(call);
            call.accept("answer");
            return them;
        }));
        List<SipRequest> byes = new CopyOnWriteArrayList<>();
        bridge.serve(transaction -> {
            byes.add(transaction.request());
            SipResponse challenge = transaction.request().createResponse(407);
            challenge.addHeader(SipHeader.PROXY_AUTHENTICATE, "Digest realm=\"carrier\", nonce=\"n\"");
            transaction.respond(byes.size() == 1 ? challenge : transaction.request().createResponse(200));
        });
        SipRequest invite = TestNode.request("INVITE", phone.uri("number"));
        invite.setHeader(SipHeader.CONTACT, "<" + bridge.uri("carrier") + ">");
        SipResponse answer = bridge.ask(invite, phone.address(SipTransport.TCP));
        SipRequest ack = TestNode.request("ACK", answer.contacts().get(0).uri());
        List.of(SipHeader.FROM, SipHeader.TO, SipHeader.CALL_ID).forEach(name -> ack.setHeader(name, answer.header(name)));
        bridge.stack().sendStateless(ack, SipIds.newBranch(), phone.address(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));

        incoming.get().hangUp();

        await().untilAsserted(() -> assertThat(byes).hasSize(2));
        assertThat(byes.get(1).header(SipHeader.PROXY_AUTHORIZATION)).contains("username=\"us\"");
    }

    @Test
    void reportsWhereTheCallIsRedirectedTo() {
        phone.serve(transaction -> transaction.respond((SipResponse) transaction.request().createResponse(302)
                .addHeader(SipHeader.CONTACT, "<sip:mobile@example.org>")));
        dial(invite(SipTransport.UDP));
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.contacts()).containsExactly("sip:mobile@example.org");
    }

    @Test
    void reportsATelephoneThatIsNotThere() {
        SipUri nobody = SipUri.parse("sip:x@127.0.0.1:1;transport=tcp");
        caller.invite(new Invite(new Destination(SipTransport.TCP, "127.0.0.1", 1), nobody,
                NameAddr.of(SipUri.parse("sip:conference@example.org"))), us);
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.NETWORK);
        assertThat(us.end.status()).isEqualTo(503);
    }

    @Test
    void usesTheChosenCallIdTagAndBranch() {
        List<SipRequest> seen = new CopyOnWriteArrayList<>();
        phone.serve(transaction -> {
            seen.add(transaction.request());
            transaction.respond(486);
        });
        dial(invite(SipTransport.UDP).callId("leg-1@bridge").fromTag("leg-1").branch("z9hG4bKleg-1"));
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(seen.get(0).callId()).isEqualTo("leg-1@bridge");
        assertThat(seen.get(0).from().tag()).isEqualTo("leg-1");
        assertThat(seen.get(0).topVia().branch()).isEqualTo("z9hG4bKleg-1");
    }

    @Test
    void changesTheSessionFromBothSides() {
        Call call = answeredCall();
        them.reinviteAnswer = "their new answer";
        assertThat(call.reinvite("our new offer").orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("their new answer");
        us.reinviteAnswer = "our new answer";
        await().untilAsserted(
                () -> assertThat(incoming.get().reinvite("their new offer").orTimeout(30, TimeUnit.SECONDS).join())
                        .isEqualTo("our new answer"));
        assertThat(us.log).contains("reinvite their new offer");
    }

    @Test
    void keepsTheSessionWhenAChangeIsRefused() {
        Call call = answeredCall();
        assertThat(call.reinvite("new offer").handle((sdp, failure) -> ((CallRefusedException) failure).status())
                .orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(488);
        assertThat(call.state()).isEqualTo(CallState.CONFIRMED);
    }

    @Test
    void carriesInfoAndRefusesUnknownContent() {
        Call call = answeredCall();
        assertThat(call.info("application/dtmf-relay", "Signal=1".getBytes()).orTimeout(30, TimeUnit.SECONDS).join())
                .isEqualTo(200);
        assertThat(call.info("text/odd", new byte[1]).orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(415);
    }

    @Test
    void endsWhenTheOtherPartyNoLongerKnowsTheCall() {
        Call call = answeredCall();
        called.remove((Leg) incoming.get());
        call.info("text/plain", new byte[1]);
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(481);
    }

    @Test
    void refusesRequestsForCallsItDoesNotKnow() {
        SipRequest bye = TestNode.request("BYE", phone.uri("x"));
        bye.setHeader(SipHeader.TO, "<sip:x@example.org>;tag=unknown");
        assertThat(bridge.ask(bye, phone.address(SipTransport.UDP)).status()).isEqualTo(481);
    }

    private Call answeredCall() {
        called.onIncoming(call -> {
            incoming.set(call);
            call.accept("answer");
            return them;
        });
        Call call = dial(invite(SipTransport.TCP));
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered answer"));
        await().untilAsserted(() -> assertThat(them.log).containsExactly("answered "));
        return call;
    }

    private void phoneRings() {
        called.onIncoming(call -> {
            incoming.set(call);
            call.progress(180, null);
            return them;
        });
    }

    private Call dial(Invite invite) {
        return caller.invite(invite, us);
    }

    private Invite invite(SipTransport transport) {
        return new Invite(phone.address(transport), phone.uri("phone"), CONFERENCE).sdp("offer");
    }

    private SipResponse early(SipRequest request, String tag, String sdp) {
        SipResponse response = request.copy().setLocalTag(tag).createResponse(183);
        response.setBody("application/sdp", sdp);
        return response;
    }

    private SipResponse answer(SipRequest request, String tag) {
        SipResponse response = request.copy().setLocalTag(tag).createResponse(200);
        response.setHeader(SipHeader.CONTACT, "<" + phone.uri("phone") + ">");
        return response;
    }
}
