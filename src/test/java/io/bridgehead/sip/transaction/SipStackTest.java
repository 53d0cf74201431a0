package io.bridgehead.sip.transaction;

import static io.bridgehead.sip.transaction.TestStacks.request;
import static io.bridgehead.sip.transaction.TestStacks.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transaction.TestStacks.Responses;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.ListenException;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Origins;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TransportLimits;
import io.bridgehead.test.Feature;

class SipStackTest {
    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();
    private final Responses responses = new Responses();

    @AfterEach
    void close() {
        stacks.close();
    }

    private SipStack server() {
        return stacks.start(stacks.builder().handler(requests));
    }

    private SipStack client() {
        return stacks.start(stacks.builder());
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    @Feature({ "A006", "A012" })
    void carriesAMessageAndItsAnswer(SipTransport transport) throws Exception {
        SipStack server = server();
        SipStack client = client();
        byte[] body = new byte[transport.isReliable() ? 40_000 : 500];
        Arrays.fill(body, (byte) 'x');
        SipRequest message = request("MESSAGE");
        message.setBody("text/plain", body);

        ClientTransaction sent = client.sendRequest(message, to(server, transport), responses);
        ServerTransaction received = requests.next();
        assertThat(received.request().body()).isEqualTo(body);
        assertThat(received.request().topVia().branch()).isEqualTo(sent.branch());
        assertThat(received.request().maxForwards()).isEqualTo(70);
        assertThat(received.flow().transport()).isEqualTo(transport);
        received.respond(200);

        SipResponse response = responses.next();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.isSynthesized()).isFalse();
        assertThat(response.to().tag()).isNotNull();
        await().until(sent::isTerminated);
        await().until(() -> client.transactionsInFlight() + server.transactionsInFlight() == 0);
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    void answersDownTheFlowAndSendsRequestsBackByIt(SipTransport transport) throws Exception {
        SipStack server = server();
        Requests atClient = new Requests();
        SipStack client = stacks.start(stacks.builder().handler(atClient));
        client.sendRequest(request("REGISTER"), to(server, transport), responses);
        ServerTransaction register = requests.next();
        register.respond(200);
        responses.next();

        Flow flow = server.flow(register.flow().id()).orElseThrow();
        Responses back = new Responses();
        server.sendRequest(request("MESSAGE"), flow, back);
        atClient.next().respond(202);
        assertThat(back.next().status()).isEqualTo(202);
        assertThat(server.contact(flow, "bob").port()).isEqualTo(server.boundPort(transport));
        assertThat(server.isLocal("127.0.0.1", server.boundPort(transport))).isTrue();
        assertThat(server.isLocal("192.0.2.1", server.boundPort(transport))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    void setsUpACallAndHandsTheAckToTheUser(SipTransport transport) throws Exception {
        SipStack server = server();
        SipStack client = client();
        SipRequest invite = request("INVITE");
        client.sendRequest(invite, to(server, transport), responses);
        ServerTransaction call = requests.next();
        BlockingQueue<SipRequest> acks = new LinkedBlockingQueue<>();
        call.onAck(acks::add);
        call.respond(180);
        call.respond(200);
        assertThat(responses.next().status()).isIn(100, 180);
        SipResponse ok = responses.nextFinal();

        SipRequest ack = request("ACK");
        ack.setHeader("Call-ID", invite.callId());
        ack.setHeader("From", invite.header("From"));
        ack.setHeader("To", ok.header("To"));
        client.sendStateless(ack, SipIds.newBranch(), to(server, transport)).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(acks.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(requests.acks).isEmpty();
    }

    @Test
    void handsTheAckNobodyAskedForToTheHandler() throws Exception {
        SipStack server = server();
        client().sendStateless(request("ACK"), SipIds.newBranch(), to(server, SipTransport.TCP));
        assertThat(requests.acks.poll(30, TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    void acknowledgesARefusalItself(SipTransport transport) throws Exception {
        SipStack server = server();
        CountDownLatch ended = new CountDownLatch(1);
        BlockingQueue<Throwable> problems = new LinkedBlockingQueue<>();
        client().sendRequest(request("INVITE"), to(server, transport), responses);
        ServerTransaction call = requests.next();
        call.onTerminated(problem -> {
            if (problem != null) {
                problems.add(problem);
            }
            ended.countDown();
        });
        call.respond(486);
        assertThat(responses.nextFinal().status()).isEqualTo(486);
        assertThat(ended.await(transport.isReliable() ? 5 : 8, TimeUnit.SECONDS)).isTrue();
        assertThat(problems).isEmpty();
        assertThat(requests.acks).isEmpty();
    }

    @Test
    void cancelWaitsForAProvisionalResponse() throws Exception {
        SipStack server = server();
        SipStack client = client();
        ClientTransaction invite = client.sendRequest(request("INVITE"), to(server, SipTransport.TCP), responses);
        invite.cancel();
        ServerTransaction call = requests.next();
        CountDownLatch cancelled = new CountDownLatch(1);
        call.onCancel(cancel -> {
            cancelled.countDown();
            call.respond(487);
        });
        call.respond(180);
        assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(call.isCancelled()).isTrue();
        assertThat(responses.nextFinal().status()).isEqualTo(487);
    }

    @Test
    void aCancelThatCrossesTheAnswerChangesNothing() throws Exception {
        SipStack server = server();
        ClientTransaction invite = client().sendRequest(request("INVITE"), to(server, SipTransport.TCP), responses);
        ServerTransaction call = requests.next();
        call.respond(180);
        assertThat(responses.next().status()).isIn(100, 180);
        call.respond(200);
        invite.cancel();
        assertThat(responses.nextFinal().status()).isEqualTo(200);
        call.respond(487);
        assertThat(call.isCancelled()).isFalse();
        assertThat(responses.received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aRequestThatComesTwiceByDifferentWaysIsMerged() throws Exception {
        SipStack server = server();
        SipStack client = client();
        SipRequest message = request("MESSAGE");
        client.sendRequest(message.copy(), to(server, SipTransport.TCP), responses);
        ServerTransaction first = requests.next();
        Responses second = new Responses();
        client.sendRequest(message.copy(), to(server, SipTransport.UDP), second);
        assertThat(second.next().status()).isEqualTo(482);
        first.respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
    }

    @Test
    void aRepeatedBranchIsARetransmissionAlsoAfterARestartOfTheSender() throws Exception {
        SipStack server = server();
        String branch = "z9hG4bK-leg-1";
        SipRequest message = request("MESSAGE");
        SipStackBuilder builder = SipStack.builder().executor(Runnable::run).listen(Listener.udp("127.0.0.1", 0));
        SipStack first = stacks.start(builder);
        first.sendRequest(message.copy(), branch, to(server, SipTransport.UDP), responses);
        requests.next().respond(200);
        responses.next();
        int port = first.boundPort(SipTransport.UDP);
        first.close();
        SipStack reborn = stacks.start(SipStack.builder().executor(Runnable::run).listen(Listener.udp("127.0.0.1", port)));
        Responses again = new Responses();
        reborn.sendRequest(message.copy(), branch, to(server, SipTransport.UDP), again);
        assertThat(again.next().status()).isEqualTo(200);
        assertThat(requests.received).isEmpty();
        assertThat(server.statistics().retransmissionsAbsorbed()).isGreaterThanOrEqualTo(1);
        assertThatThrownBy(() -> reborn.sendRequest(message.copy(), "x", to(server, SipTransport.UDP), again))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsAnUnreachablePeerAs503() throws Exception {
        SipStack server = server();
        Destination nobody = to(server, SipTransport.TCP);
        server.close();
        client().sendRequest(request("MESSAGE"), nobody, responses);
        SipResponse response = responses.next();
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.isSynthesized()).isTrue();
    }

    @Test
    void reportsAnUnknownHostAs503() throws Exception {
        client().sendRequest(request("MESSAGE"), new Destination(SipTransport.TCP, "nobody.invalid", 5060), responses);
        assertThat(responses.next().isSynthesized()).isTrue();
    }

    @Test
    void answers500WhenTheHandlerFailsAnd503WithoutOne() throws Exception {
        SipStack server = stacks.start(stacks.builder());
        SipStack client = client();
        client.sendRequest(request("MESSAGE"), to(server, SipTransport.TCP), responses);
        assertThat(responses.next().status()).isEqualTo(503);
        server.setHandler(transaction -> {
            throw new IllegalStateException("on purpose");
        });
        client.sendRequest(request("MESSAGE"), to(server, SipTransport.TCP), responses);
        assertThat(responses.next().status()).isEqualTo(500);
    }

    @Test
    void refusesLargeRequestsOverUdpUnlessConfigured() throws Exception {
        SipStack strict = server();
        SipStack lax = stacks.start(stacks.builder().handler(requests)
                .transportLimits(TransportLimits.DEFAULT.withMaxUdpRequestBytes(60_000)));
        SipRequest large = request("MESSAGE");
        large.setBody("text/plain", "x".repeat(20_000));
        lax.sendRequest(large.copy(), to(strict, SipTransport.UDP), responses);
        assertThat(responses.next().status()).isEqualTo(513);
        Responses own = new Responses();
        strict.sendRequest(large.copy(), to(lax, SipTransport.UDP), own);
        assertThat(own.next().isSynthesized()).isTrue();
        stacks.start(stacks.builder().transportLimits(TransportLimits.DEFAULT.withMaxUdpRequestBytes(60_000)))
                .sendRequest(large.copy(), to(lax, SipTransport.UDP), responses);
        requests.next().respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
    }

    @Test
    void refusesMoreTransactionsThanAllowed() throws Exception {
        SipStack server = stacks.start(stacks.builder().handler(requests).maxTransactions(2));
        SipStack client = client();
        for (int i = 0; i < 3; i++) {
            client.sendRequest(request("MESSAGE"), to(server, SipTransport.TCP), responses);
        }
        SipResponse refused = responses.next();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();
    }

    @Test
    void saysWhichPortIsTaken() {
        SipStack server = server();
        for (SipTransport transport : new SipTransport[] { SipTransport.UDP, SipTransport.TCP, SipTransport.WS }) {
            int port = server.boundPort(transport);
            SipStack second = SipStack.builder().executor(Runnable::run)
                    .listen(new Listener(transport, "127.0.0.1", port, null, null, Origins.SAME)).build();
            assertThatThrownBy(second::start).isInstanceOf(ListenException.class).hasMessageContaining(transport.name())
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    void tellsWhenAConnectionCloses() throws Exception {
        SipStack server = server();
        SipStack client = client();
        client.sendRequest(request("REGISTER"), to(server, SipTransport.TCP), responses);
        ServerTransaction register = requests.next();
        register.respond(200);
        CountDownLatch closed = new CountDownLatch(1);
        register.flow().onClose(closed::countDown);
        client.close();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.flow(register.flow().id())).isEmpty();
    }

    @Test
    void usesOneConnectionForManyRequestsToOneDestination() throws Exception {
        SipStack server = server();
        SipStack client = client();
        for (int i = 0; i < 50; i++) {
            client.sendRequest(request("OPTIONS"), to(server, SipTransport.TCP), responses);
        }
        for (int i = 0; i < 50; i++) {
            requests.next().respond(200);
            assertThat(responses.next().status()).isEqualTo(200);
        }
        assertThat(server.statistics().connections()).isEqualTo(1);
        assertThat(server.statistics().requestsReceived()).isEqualTo(50);
    }

    @Test
    void tellsWaitingUsersWhenItCloses() throws Exception {
        SipStack server = server();
        SipStack client = client();
        client.sendRequest(request("MESSAGE"), to(server, SipTransport.TCP), responses);
        requests.next();
        client.close();
        assertThat(responses.next().isSynthesized()).isTrue();
    }
}
