package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.bridgehead.sip.message.Params;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;

class ClientTransactionTimersTest {
    private static final String BRANCH = "z9hG4bKtest";

    private final ManualTimer clock = new ManualTimer();
    private final FakeFlow udp = new FakeFlow(SipTransport.UDP, clock);
    private final FakeFlow tcp = new FakeFlow(SipTransport.TCP, clock);
    private final TransactionContext context = new TransactionContext(SipTimers.DEFAULT, clock, Runnable::run);
    private final TransactionLayer layer = new TransactionLayer(context, 100, 1 << 20, true, (response, flow) -> true);
    private final List<SipResponse> responses = new ArrayList<>();
    private final List<ClientTransaction> ended = new ArrayList<>();
    private final ClientSender sender = new ClientSender() {
        @Override
        public Via via(Flow flow, String branch) {
            return new Via("UDP", "127.0.0.1", 5060, Params.NONE.with("branch", branch));
        }

        @Override
        public int maxUdpRequestBytes() {
            return 1_300;
        }
    };
    private final ClientTransactionListener listener = new ClientTransactionListener() {
        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response) {
            responses.add(response);
        }

        @Override
        public void onTerminated(ClientTransaction transaction) {
            ended.add(transaction);
        }
    };

    private BaseClientTransaction send(String method, Flow flow) {
        SipRequest request = TestStacks.request(method);
        BaseClientTransaction transaction = method.equals("INVITE")
                ? new InviteClientTransaction(context, sender, request, BRANCH, listener)
                : new NonInviteClientTransaction(context, sender, request, BRANCH, listener);
        transaction.start(CompletableFuture.completedStage(flow));
        return transaction;
    }

    private void answer(ClientTransaction transaction, int status) {
        layer.onResponse(transaction.request().createResponse(status), udp);
    }

    @Test
    void repeatsAMessageOverUdpUntilTimerF() {
        ClientTransaction transaction = send("MESSAGE", udp);
        clock.advance(31_999);
        assertThat(udp.times()).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L,
                31_500L);
        assertThat(responses).isEmpty();
        clock.advance(1);
        assertThat(responses).extracting(SipResponse::status).containsExactly(408);
        assertThat(responses.get(0).isSynthesized()).isTrue();
        assertThat(ended).containsExactly(transaction);
        assertThat(clock.pending()).isZero();
        assertThat(context.clients()).isEmpty();
        assertThat(context.inFlight()).hasValue(0);
    }

    @Test
    void repeatsEveryT2AfterAProvisionalResponse() {
        ClientTransaction transaction = send("MESSAGE", udp);
        answer(transaction, 100);
        clock.advance(9_000);
        assertThat(udp.times()).containsExactly(0L, 500L, 4_500L, 8_500L);
    }

    @Test
    void repeatsNothingOverReliableTransports() {
        send("MESSAGE", tcp);
        clock.advance(32_000);
        assertThat(tcp.times()).containsExactly(0L);
        assertThat(responses).extracting(SipResponse::status).containsExactly(408);
    }

    @Test
    void absorbsRepeatedAnswersForTimerK() {
        ClientTransaction transaction = send("MESSAGE", udp);
        answer(transaction, 200);
        clock.advance(4_999);
        answer(transaction, 200);
        assertThat(responses).hasSize(1);
        assertThat(context.clients()).hasSize(1);
        clock.advance(1);
        assertThat(context.clients()).isEmpty();
    }

    @Test
    void repeatsAnInviteWithDoublingIntervalsUntilTimerB() {
        send("INVITE", udp);
        clock.advance(32_000);
        assertThat(udp.times()).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
        assertThat(responses).extracting(SipResponse::status).containsExactly(408);
    }

    @Test
    void stopsRepeatingAnInviteAfterAProvisionalResponseAndWaits() {
        ClientTransaction transaction = send("INVITE", udp);
        answer(transaction, 180);
        clock.advance(100_000);
        assertThat(udp.times()).containsExactly(0L);
        assertThat(responses).hasSize(1);
        answer(transaction, 200);
        assertThat(responses).hasSize(2);
    }

    @Test
    void cancelsWhatRingsLongerThanTimerC() {
        ClientTransaction transaction = send("INVITE", udp);
        answer(transaction, 180);
        clock.advance(180_000);
        assertThat(((SipRequest) udp.last()).method()).isEqualTo("CANCEL");
        clock.advance(32_000);
        assertThat(responses).extracting(SipResponse::status).containsExactly(180, 408);
    }

    @Test
    void acknowledgesEveryRepetitionOfARefusalForTimerD() {
        ClientTransaction transaction = send("INVITE", udp);
        SipResponse busy = transaction.request().createResponse(486);
        layer.onResponse(busy, udp);
        layer.onResponse(busy, udp);
        assertThat(responses).hasSize(1);
        assertThat(udp.sent).hasSize(3);
        SipRequest ack = (SipRequest) udp.last();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.to().tag()).isEqualTo(busy.to().tag());
        assertThat(ack.vias()).hasSize(1);
        assertThat(ack.topVia()).isEqualTo(transaction.request().topVia());
        assertThat(ack.cseq()).hasToString("1 ACK");
        clock.advance(32_000);
        assertThat(transaction.isTerminated()).isTrue();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void handsOverEverySuccessForTimerM() {
        ClientTransaction transaction = send("INVITE", udp);
        answer(transaction, 200);
        clock.advance(31_999);
        answer(transaction, 200);
        answer(transaction, 486);
        assertThat(responses).extracting(SipResponse::status).containsExactly(200, 200);
        assertThat(udp.sent).hasSize(1);
        clock.advance(1);
        assertThat(transaction.isTerminated()).isTrue();
    }

    @Test
    void holdsACancelBackUntilTheFirstProvisionalResponse() {
        ClientTransaction transaction = send("INVITE", tcp);
        transaction.cancel();
        assertThat(tcp.sent).hasSize(1);
        answer(transaction, 100);
        assertThat(tcp.sent).hasSize(2);
        SipRequest cancel = (SipRequest) tcp.last();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.topVia()).isEqualTo(transaction.request().topVia());
        assertThat(cancel.cseq()).hasToString("1 CANCEL");
        layer.onResponse(cancel.createResponse(200), tcp);
        answer(transaction, 487);
        assertThat(responses).extracting(SipResponse::status).containsExactly(100, 487);
        assertThat(((SipRequest) tcp.last()).method()).isEqualTo("ACK");
    }

    @Test
    void sendsNoCancelAfterAFinalResponse() {
        ClientTransaction transaction = send("INVITE", tcp);
        answer(transaction, 180);
        answer(transaction, 200);
        transaction.cancel();
        assertThat(tcp.sent).hasSize(1);
    }

    @Test
    void reportsTransportErrorsAs503() {
        tcp.broken = true;
        send("MESSAGE", tcp);
        assertThat(responses).extracting(SipResponse::status).containsExactly(503);
        assertThat(ended).hasSize(1);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void ignoresAnswersThatComeBeforeTheRequestWasSent() {
        SipRequest request = TestStacks.request("INVITE");
        InviteClientTransaction transaction = new InviteClientTransaction(context, sender, request, BRANCH, listener);
        transaction.start(new CompletableFuture<>());
        SipRequest guessed = request.copy();
        guessed.addFirst("Via", "SIP/2.0/UDP 127.0.0.1;branch=" + BRANCH);
        layer.onResponse(guessed.createResponse(486), udp);
        assertThat(responses).isEmpty();
        clock.advance(32_000);
        assertThat(responses).extracting(SipResponse::status).containsExactly(408);
    }
}
