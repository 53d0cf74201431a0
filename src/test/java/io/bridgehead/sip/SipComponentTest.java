package io.bridgehead.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestResult;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

class SipComponentTest {

    private static final SipUri BOB = SipUri.parse("sip:bob@example.org");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SipComponent sip = new SipComponent();
    private final TestNode peer = new TestNode();
    private final List<Exchange> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void addComponent() {
        sip.getConfiguration().setListeners("udp://127.0.0.1:0, tcp://127.0.0.1:0,ws://127.0.0.1:0");
        context.addComponent("sip", sip);
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        peer.close();
    }

    @Test
    void opensItsListenersWithTheFirstConsumer() throws Exception {
        serve("MESSAGE", exchange -> {
        });
        assertThat(sip.stack().boundAddresses()).hasSize(3);
    }

    @Test
    @Feature("A006")
    void makesAnExchangeOfARequestAndAnswers200() throws Exception {
        serve("MESSAGE", seen::add);
        SipRequest request = message("grüße");
        SipResponse answer = ask(request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyLength()).isZero();
        assertThat(seen.get(0).getIn().getBody()).isInstanceOf(byte[].class);
        assertThat(seen.get(0).getIn().getBody(String.class)).isEqualTo("grüße");
        assertThat(seen.get(0).getIn().getHeaders()).containsEntry(SipConstants.METHOD, "MESSAGE")
                .containsEntry(SipConstants.REQUEST_URI, "sip:bob@example.org")
                .containsEntry(SipConstants.FROM, "sip:tester@example.org")
                .containsEntry(SipConstants.TO, "sip:bob@example.org")
                .containsEntry(SipConstants.CALL_ID, request.callId()).containsEntry(SipConstants.CSEQ, 1L)
                .containsEntry(SipConstants.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .containsEntry(SipConstants.TRANSPORT, "TCP")
                .containsKeys(SipConstants.REMOTE_ADDRESS, SipConstants.FLOW);
    }

    @Test
    void answersAsTheRouteSays() throws Exception {
        serve("MESSAGE", exchange -> {
            exchange.getMessage().setHeader(SipConstants.RESPONSE_CODE, 202);
            exchange.getMessage().setHeader(SipConstants.RESPONSE_REASON, "Kept");
            exchange.getMessage().setHeader("CamelSipHeader.Expires", 60);
            exchange.getMessage().setHeader("CamelSipHeader.Via", "forged");
            exchange.getMessage().setHeader(SipConstants.RESPONSE_CONTENT_TYPE, "text/plain");
            exchange.getMessage().setBody("later");
        });
        SipResponse answer = ask(message("x"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.reason()).isEqualTo("Kept");
        assertThat(answer.expires()).isEqualTo(60);
        assertThat(answer.bodyText()).isEqualTo("later");
        assertThat(answer.toText()).doesNotContain("forged");
    }

    @Test
    void answersEachFailureWithItsStatusAndOthersWith500WithoutDetails() throws Exception {
        serve("MESSAGE", exchange -> {
            switch (exchange.getIn().getBody(String.class)) {
                case "unknown" -> throw new NotFoundException();
                case "busy" -> throw new ServiceUnavailableException(7);
                case "who" -> throw new UnauthorizedException(List.of("Digest realm=\"a\"", "Digest realm=\"b\""));
                default -> throw new IllegalStateException("secret detail");
            }
        });
        assertThat(ask(message("unknown")).status()).isEqualTo(404);
        assertThat(ask(message("busy")).header(SipHeader.RETRY_AFTER)).isEqualTo("7");
        assertThat(ask(message("who")).headers(SipHeader.WWW_AUTHENTICATE)).hasSize(2);
        SipResponse failure = ask(message("bug"));
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.toText()).doesNotContain("secret");
    }

    @Test
    void refusesHeadersThatWouldSplitTheResponse() throws Exception {
        serve("MESSAGE", exchange -> exchange.getMessage().setHeader("CamelSipHeader.Subject", "a\r\nX-Evil: 1"));
        SipResponse answer = ask(message("x"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.hasHeader("X-Evil")).isFalse();
    }

    @Test
    void answers405WithAllowWhenNoRouteConsumesTheMethod() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/MESSAGE").process(seen::add);
                from("sip:server/REGISTER").process(seen::add);
            }
        });
        context.start();
        SipResponse answer = ask(TestNode.request("PUBLISH", BOB));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers(SipHeader.ALLOW)).containsExactly("MESSAGE", "REGISTER");
        assertThat(ask(TestNode.request("DANCE", BOB)).status()).isEqualTo(501);
    }

    @Test
    void givesOtherMethodsToTheCatchAllRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/MESSAGE").setHeader(SipConstants.RESPONSE_CODE, constant(200));
                from("sip:server/*").setHeader(SipConstants.RESPONSE_CODE, constant(501));
            }
        });
        context.start();
        assertThat(ask(message("x")).status()).isEqualTo(200);
        assertThat(ask(TestNode.request("PUBLISH", BOB)).status()).isEqualTo(501);
    }

    @Test
    void letsNoHeaderOfTheNetworkControlTheRoute() throws Exception {
        SipEndpoint endpoint = endpoint("server/MESSAGE",
                c -> c.setHeaders("CamelSipUser, camelsipuser, Subject, CamelFileName, User-Agent"));
        route(endpoint, seen::add);
        SipRequest request = message("x");
        request.addHeader("CamelSipUser", "admin").addHeader("CamelFileName", "/etc/passwd").addHeader("Subject", "hi");
        request.addHeader("CamelSipHeader.Expires", "1");
        assertThat(ask(request).hasHeader("Subject")).isFalse();
        Map<String, Object> headers = seen.get(0).getIn().getHeaders();
        assertThat(headers).containsEntry("CamelSipHeader.Subject", "hi").doesNotContainKeys(SipConstants.USER, "CamelFileName",
                "CamelSipHeader.CamelSipUser", "CamelSipHeader.CamelFileName", "CamelSipHeader.User-Agent",
                "CamelSipHeader.Expires");
    }

    @Test
    void sendsAHeaderBackThatTheRouteSetToTheVeryWordsOfTheRequest() throws Exception {
        SipEndpoint endpoint = endpoint("server/MESSAGE", c -> c.setHeaders("Subject, Organization"));
        route(endpoint, exchange -> exchange.getMessage().setHeader("CamelSipHeader.Subject", "h" + "i".strip()));
        SipRequest request = message("x");
        request.addHeader("Subject", "hi").addHeader("Organization", "Example");

        SipResponse answer = ask(request);

        assertThat(answer.header("Subject")).isEqualTo("hi");
        assertThat(answer.hasHeader("Organization")).isFalse();
    }

    @Test
    void relaysToTheTargetsAndSetsHeaders() throws Exception {
        List<SipRequest> forwarded = new CopyOnWriteArrayList<>();
        peer.serve(t -> {
            forwarded.add(t.request());
            t.respond(t.request().createResponse(200, "Read"));
        });
        SipEndpoint relay = endpoint("relay", c -> c.setRemoveHeaders("X-Secret"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/MESSAGE").process(exchange -> {
                    exchange.getIn().setHeader(SipConstants.TARGETS,
                            List.of(RelayTarget.byAddress(peer.uri("device").toString())));
                    exchange.getIn().setHeader("CamelSipHeader.P-Asserted-Identity", "<sip:alice@example.org>");
                }).to(relay).process(seen::add);
            }
        });
        context.start();
        SipRequest request = message("for bob");
        request.addHeader("X-Secret", "1").addHeader("P-Asserted-Identity", "<sip:forged@example.org>");
        SipResponse answer = ask(request);
        assertThat(answer.reason()).isEqualTo("Read");
        assertThat(answer.hasHeader("P-Asserted-Identity")).isFalse();
        assertThat(forwarded.get(0).bodyText()).isEqualTo("for bob");
        assertThat(forwarded.get(0).headers("P-Asserted-Identity")).containsExactly("<sip:alice@example.org>");
        assertThat(forwarded.get(0).hasHeader("X-Secret")).isFalse();
        await().untilAsserted(() -> assertThat(seen).hasSize(1));
        assertThat(seen.get(0).getMessage().getHeader(SipConstants.RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void letsTheRouteAnswerWhenTheRelayOnlyCollects() throws Exception {
        SipEndpoint relay = endpoint("relay", c -> c.setRespond(false));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/MESSAGE").process(exchange -> exchange.getIn().setHeader(SipConstants.TARGETS,
                        List.of(RelayTarget.byFlow("sip:x@y.invalid", "gone")))).to(relay).process(seen::add)
                        .setHeader(SipConstants.RESPONSE_CODE, constant(202));
            }
        });
        context.start();
        assertThat(ask(message("x")).status()).isEqualTo(202);
        assertThat(seen).hasSize(1);
    }

    @Test
    @Feature("A039")
    void registersAUserThatReceivesAndSendsThroughTheSameConnection() throws Exception {
        Map<String, RelayTarget> locations = new ConcurrentHashMap<>();
        DigestAuthenticator authenticator = new DigestAuthenticator(DigestSettings.of("example.org", true),
                (user, realm, algorithm) -> Optional.of(algorithm.ha1(user, realm, "pw-" + user)));
        SipEndpoint register = endpoint("server/REGISTER", c -> c.setHeaders("Authorization,Contact"));
        SipEndpoint message = endpoint("server/MESSAGE", c -> c.setHeaders("Authorization"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from(register).process(exchange -> {
                    String user = authenticate(authenticator, exchange);
                    String contact = exchange.getIn().getHeader("CamelSipHeader.Contact", String.class);
                    locations.put(user, RelayTarget.byFlow(contact.substring(1, contact.indexOf('>')),
                            exchange.getIn().getHeader(SipConstants.FLOW, String.class)));
                });
                from(message).process(exchange -> {
                    exchange.getIn().setHeader(SipConstants.USER, authenticate(authenticator, exchange));
                    String to = SipUri.parse(exchange.getIn().getHeader(SipConstants.REQUEST_URI, String.class)).user();
                    exchange.getIn().setHeader(SipConstants.TARGETS, List.of(locations.get(to)));
                }).to("sip:relay");
            }
        });
        context.start();
        String proxy = "tcp://127.0.0.1:" + sip.stack().boundPort(SipTransport.TCP);
        SipEndpoint gateway = user("conference", proxy, true);
        SipEndpoint alice = user("alice", proxy, true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from(gateway).process(seen::add);
                from(alice).process(exchange -> {
                    throw new ForbiddenException();
                });
                from("direct:alice").to(user("alice", proxy, false));
            }
        });
        await().untilAsserted(() -> assertThat(locations).containsKeys("conference", "alice"));

        Exchange sent = context.createProducerTemplate().request("direct:alice", exchange -> {
            exchange.getIn().setHeader(SipConstants.TO, "sip:conference@example.org");
            exchange.getIn().setHeader(SipConstants.CONTENT_TYPE, "application/soap+xml");
            exchange.getIn().setHeader("CamelSipHeader.Subject", "create");
            exchange.getIn().setBody("<soap/>");
        });
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(SipConstants.RESPONSE_CODE)).isEqualTo(200);
        assertThat(seen.get(0).getIn().getBody(String.class)).isEqualTo("<soap/>");
        assertThat(seen.get(0).getIn().getHeader(SipConstants.FROM)).isEqualTo("sip:alice@example.org");
        assertThat(seen.get(0).getIn(SipMessage.class).getSipRequest().header("Subject")).isEqualTo("create");

        Exchange refused = context.createProducerTemplate().request("direct:alice",
                exchange -> exchange.getIn().setHeader(SipConstants.TO, "sip:alice@example.org"));
        assertThat(refused.getException()).isInstanceOfSatisfying(SipRequestFailedException.class,
                e -> assertThat(e.status()).isEqualTo(403));
    }

    @Test
    void answers503WhileTooManyRequestsAreBeingWorkedOn() throws Exception {
        sip.getConfiguration().setMaxInflight(0);
        serve("MESSAGE", seen::add);
        SipResponse answer = ask(message("x"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.hasHeader(SipHeader.RETRY_AFTER)).isTrue();
    }

    @Test
    void boundsWhatWaitsForThisProcessAndLetsItInAgainWhenLessDoes() throws Exception {
        sip.getConfiguration().setMaxBacklog(1);
        CountDownLatch goOn = new CountDownLatch(1);
        serve("MESSAGE", exchange -> goOn.await(30, TimeUnit.SECONDS));
        CompletableFuture<SipResponse> first = CompletableFuture.supplyAsync(() -> ask(message("first")));
        await().until(() -> sip.getBacklog() == 1);

        SipResponse refused = ask(message("second"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header(SipHeader.RETRY_AFTER)).isEqualTo("5");
        assertThat(sip.getOverloadRefusals()).isEqualTo(1);
        goOn.countDown();
        assertThat(first.join().status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(sip.getInflight()).isZero());
        assertThat(ask(message("third")).status()).isEqualTo(200);
    }

    @Test
    void refusesRequestsThatTogetherAreTooLarge() throws Exception {
        sip.getConfiguration().setMaxInflightBytes(1_000);
        serve("MESSAGE", seen::add);

        assertThat(ask(message("x")).status()).isEqualTo(200);
        assertThat(ask(message("x".repeat(1_001))).status()).isEqualTo(503);
    }

    @Test
    void aRequestThatWaitsForAPeerStandsInNobodysWay() throws Exception {
        sip.getConfiguration().setMaxBacklog(1);
        List<ServerTransaction> unanswered = new CopyOnWriteArrayList<>();
        peer.serve(unanswered::add);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/MESSAGE").setHeader(SipConstants.TARGETS,
                        constant(List.of(RelayTarget.byAddress(peer.uri("bob").toString())))).to("sip:relay");
                from("sip:server/OPTIONS").process(seen::add);
            }
        });
        context.start();
        CompletableFuture<SipResponse> first = CompletableFuture.supplyAsync(() -> ask(message("first")));
        await().until(() -> unanswered.size() == 1 && sip.getBacklog() == 0);

        CompletableFuture<SipResponse> second = CompletableFuture.supplyAsync(() -> ask(message("second")));

        await().until(() -> unanswered.size() == 2);
        assertThat(sip.getInflight()).isEqualTo(2);
        unanswered.forEach(transaction -> transaction.respond(200));
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void runsARouteThatDoesNotBlockOnTheThreadThatReceived() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        route(endpoint("server/MESSAGE", options -> options.setBlocking(false)),
                exchange -> threads.add(Thread.currentThread().getName()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:server/OPTIONS").process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });

        assertThat(ask(message("x")).status()).isEqualTo(200);
        assertThat(ask(TestNode.request("OPTIONS", BOB)).status()).isEqualTo(200);

        assertThat(threads.get(0)).startsWith("sip-io");
        assertThat(threads.get(1)).contains("SipWorkers");
    }

    @Test
    void refusesEndpointsThatMakeNoSense() {
        SipEndpoint relay = context.getEndpoint("sip:relay", SipEndpoint.class);
        SipEndpoint server = context.getEndpoint("sip:server/MESSAGE", SipEndpoint.class);
        assertThatIllegalArgumentException().isThrownBy(() -> relay.createConsumer(exchange -> seen.add(exchange)));
        assertThatIllegalArgumentException().isThrownBy(server::createProducer);
    }

    private String authenticate(DigestAuthenticator authenticator, Exchange exchange) {
        String credentials = exchange.getIn().getHeader("CamelSipHeader.Authorization", String.class);
        DigestResult result = authenticator.authenticate(exchange.getIn().getHeader(SipConstants.METHOD, String.class),
                exchange.getIn().getHeader(SipConstants.REQUEST_URI, String.class),
                credentials == null ? List.of() : List.of(credentials));
        if (result instanceof DigestResult.Authenticated authenticated) {
            return authenticated.user();
        }
        throw new UnauthorizedException(authenticator.challenges(((DigestResult.Refused) result).failure().stale()));
    }

    @Test
    void challengesAnInviteFromAForgedAddressOnceOnly() throws Exception {
        serve("INVITE", exchange -> {
            throw new ProxyAuthenticationRequiredException(List.of("Digest realm=\"x\""));
        });
        SipRequest invite = TestNode.request("INVITE", BOB);
        // Nobody unknown gets more bytes than he has sent.
        invite.setBody("application/sdp", "a=x\r\n".repeat(40));
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            invite.addFirst("Via", "SIP/2.0/UDP 127.0.0.1:" + stranger.getLocalPort() + ";branch=z9hG4bKonce;rport");
            byte[] bytes = invite.toBytes();
            stranger.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(),
                    sip.stack().boundPort(SipTransport.UDP)));
            stranger.setSoTimeout(30_000);
            DatagramPacket answer = new DatagramPacket(new byte[4_000], 4_000);
            stranger.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 407 ").contains("Proxy-Authenticate: Digest realm=\"x\"");
            // Timer G would repeat it after 500 ms.
            stranger.setSoTimeout(800);
            assertThatThrownBy(() -> stranger.receive(answer)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(sip.stack().transactionsInFlight()).isZero();
    }

    private void serve(String method, Processor processor) throws Exception {
        route(context.getEndpoint("sip:server/" + method, SipEndpoint.class), processor);
    }

    private void route(SipEndpoint endpoint, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endpoint).process(processor);
            }
        });
        context.start();
    }

    private SipEndpoint user(String name, String proxy, boolean register) {
        return endpoint(name + "@example.org", c -> {
            c.setPassword("pw-" + name);
            c.setProxy(proxy);
            c.setRegister(register);
        });
    }

    private SipEndpoint endpoint(String name, Consumer<SipConfiguration> options) {
        SipConfiguration configuration = new SipConfiguration();
        options.accept(configuration);
        SipEndpoint endpoint = new SipEndpoint("sip:" + name + "#" + System.nanoTime(), sip, name, configuration);
        endpoint.setCamelContext(context);
        return endpoint;
    }

    private SipResponse ask(SipRequest request) {
        return peer.ask(request, new Destination(SipTransport.TCP, "127.0.0.1", sip.stack().boundPort(SipTransport.TCP)));
    }

    private static SipRequest message(String body) {
        SipRequest request = TestNode.request("MESSAGE", BOB);
        request.setBody("text/plain;charset=UTF-8", body);
        return request;
    }
}
