package io.bridgehead.sip.useragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.locate.FakeNameServer;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;

class UserAgentTest {

    private static final SipUri ALICE = SipUri.parse("sip:alice@example.org");

    private final TinyServer server = new TinyServer();
    private final TestNode client = new TestNode();
    private final UserAgents agents = new UserAgents(client.node());
    private final Recorder events = new Recorder();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP" })
    @Feature("A039")
    void registersSendsReceivesAndUnregisters(SipTransport transport) {
        UserAgent alice = agent(config(transport, "secret"));
        await().until(alice::isRegistered);
        assertThat(server.contact.uri().rawUser()).isEqualTo(alice.contactUser());
        assertThat(server.contact.toString()).contains("+sip.instance=\"<urn:uuid:", "reg-id=1", ";ob");

        SipRequest message = alice.request("MESSAGE", SipUri.parse("sip:bob@example.org"));
        message.setBody("text/plain", "hello");
        assertThat(alice.send(message).orTimeout(30, TimeUnit.SECONDS).join().status()).isEqualTo(200);

        SipResponse answer = server.node.ask(TestNode.request("MESSAGE", server.contact.uri()), server.flow);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(events.requests).containsExactly("MESSAGE");

        alice.stop().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(server.contact).isNull();
        assertThat(server.node.ask(TestNode.request("MESSAGE", SipUri.parse("sip:" + alice.contactUser() + "@example.org")),
                server.flow).status()).isEqualTo(404);
    }

    @Test
    void findsTheServerOfItsDomainByItself() {
        try (FakeNameServer names = new FakeNameServer().host("a.example.org", "127.0.0.1", 60);
                TestNode elsewhere = new TestNode(0, 0, new DnsServerLocator(new LocateSettings(List.of(names.address()),
                        Duration.ofSeconds(1), Networks.NONE, Networks.NONE)))) {
            names.srv("_sip._tcp.example.org", 1, 0, Ports.free(), "a.example.org")
                    .srv("_sip._tcp.example.org", 2, 0, server.node.stack().boundPort(SipTransport.TCP), "a.example.org");
            UserAgent alice = new UserAgents(elsewhere.node()).create(UserAgentConfig.of(ALICE, "secret", null), events);
            alice.start();

            await().until(alice::isRegistered);
            alice.stop().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void isChallengedOnceForRegisteringAndOnceForSending() {
        UserAgent alice = agent(config(SipTransport.TCP, "secret"));
        await().until(alice::isRegistered);
        for (int i = 0; i < 5; i++) {
            alice.send(alice.request("MESSAGE", SipUri.parse("sip:bob@example.org"))).orTimeout(30, TimeUnit.SECONDS).join();
        }
        assertThat(server.challenges).hasValue(2);
    }

    @Test
    void sendsManyRequestsInParallelWithoutCountsOvertakingEachOther() {
        UserAgent alice = agent(config(SipTransport.TCP, "secret"));
        List<CompletableFuture<SipResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(alice.send(alice.request("MESSAGE", SipUri.parse("sip:bob@example.org"))));
        }
        assertThat(answers).allSatisfy(a -> assertThat(a.orTimeout(30, TimeUnit.SECONDS).join().status()).isEqualTo(200));
    }

    @Test
    void tellsThatTheServerRefusesAWrongPassword() {
        UserAgent alice = agent(config(SipTransport.TCP, "guess"));
        await().untilAsserted(() -> assertThat(events.log).containsExactly("refused 401"));
        assertThat(alice.isRegistered()).isFalse();
        assertThat(server.challenges).hasValue(2);
    }

    @Test
    void registersAgainByANewConnectionWhenTheOldOneDies() {
        UserAgent alice = agent(config(SipTransport.TCP, "secret"));
        await().until(alice::isRegistered);
        String before = server.flow.id();
        server.flow.close();
        await().untilAsserted(() -> assertThat(server.flow.id()).isNotEqualTo(before));
        await().until(alice::isRegistered);
        assertThat(events.log).containsExactly("registered", "unregistered", "registered");
    }

    @Test
    void refreshesBeforeTheRegistrationExpires() {
        server.granted = 1;
        agent(config(SipTransport.UDP, "secret"));
        await().untilAsserted(() -> assertThat(server.accepted).hasSizeGreaterThan(2));
        assertThat(events.log).doesNotContain("unregistered");
    }

    @Test
    @Feature("A023")
    void registersAgainWhenTheServerSeesItComeFromElsewhere() {
        agent(config(SipTransport.UDP, "secret"));
        await().until(() -> server.keepAlives.get() > 1);
        assertThat(server.accepted).hasSize(1);

        server.seenFrom = "192.0.2.99";
        await().untilAsserted(() -> assertThat(server.accepted).hasSize(2));
        int seen = server.keepAlives.get();
        await().until(() -> server.keepAlives.get() > seen + 1);

        assertThat(server.accepted).extracting(SipRequest::method).containsExactly("REGISTER", "REGISTER");
        assertThat(events.log).doesNotContain("unregistered");
    }

    @Test
    void asksForTheLongerExpiryThatTheServerWants() {
        server.minimum = 3_600;
        UserAgent alice = agent(config(SipTransport.TCP, "secret"));
        await().until(alice::isRegistered);
        assertThat(server.contact.param("expires")).isEqualTo("3600");
    }

    @Test
    void keepsTryingWhileTheServerIsAway() {
        int port = server.node.stack().boundPort(SipTransport.TCP);
        server.close();
        UserAgent alice = agent(UserAgentConfig
                .of(ALICE, "secret", new io.bridgehead.sip.transport.Destination(SipTransport.TCP, "127.0.0.1", port))
                .withTimes(Duration.ofMinutes(1), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(50)));
        await().untilAsserted(() -> assertThat(events.log).containsExactly("unregistered"));
        assertThat(alice.send(alice.request("MESSAGE", ALICE)).orTimeout(30, TimeUnit.SECONDS).join().status()).isEqualTo(503);
    }

    @Test
    void ignoresRequestsToItsContactThatDoNotComeFromItsServer() {
        UserAgent idle = agents.create(config(SipTransport.TCP, "secret").withRegister(false), events);
        idle.start();
        SipUri contact = SipUri.of(idle.contactUser(), "127.0.0.1", client.stack().boundPort(SipTransport.TCP));
        SipResponse answer = server.node.ask(TestNode.request("MESSAGE", contact), client.address(SipTransport.TCP));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(events.requests).isEmpty();
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(config(SipTransport.TCP, "secret").toString()).doesNotContain("secret");
    }

    private UserAgentConfig config(SipTransport transport, String password) {
        return UserAgentConfig.of(ALICE, password, server.node.address(transport)).withTimes(Duration.ofMinutes(1),
                Duration.ofMillis(200), Duration.ofMillis(20), Duration.ofSeconds(30));
    }

    private UserAgent agent(UserAgentConfig config) {
        UserAgent agent = agents.create(config, events);
        agent.start();
        return agent;
    }

    private static final class Recorder implements UserAgentListener {

        private final List<String> log = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();

        @Override
        public void onRequest(ServerTransaction transaction) {
            requests.add(transaction.request().method());
            transaction.respond(202);
        }

        @Override
        public void onRegistered(UserAgent agent, Duration expires) {
            log.add("registered");
        }

        @Override
        public void onUnregistered(UserAgent agent, String reason) {
            log.add("unregistered");
        }

        @Override
        public void onRefused(UserAgent agent, int status, String reason) {
            log.add("refused " + status);
        }
    }
}
