package io.bridgehead.im.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ProcessorEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Locator;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.OfflineMessages;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.RegistrarSettings;
import io.bridgehead.im.Registration;
import io.bridgehead.im.Siblings;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Status;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.test.Feature;

/** Kept messages are handed out by route 13 to devices that answer as the test says. */
@Feature("A042")
class HandOutTest {

    private static final String BOB = "bob@example.test";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<LoggedMessage> waiting = new CopyOnWriteArrayList<>(List.of(message(1), message(2)));
    private final List<Long> delivered = new CopyOnWriteArrayList<>();
    /** What each attempt to relay a message meets; 200 once they are used up. */
    private final Queue<Runnable> mishaps = new ConcurrentLinkedQueue<>();
    private final Registrar registrar = new Registrar(KeepMessageTest.noLocations(), Instant::now, RegistrarSettings.STANDARD);

    @BeforeEach
    void loadTheRoute() throws Exception {
        Domains domains = new Domains("example.test", List.of());
        Locator locator = new Locator(new Accounts(KeepMessageTest.people(), "example.test", Instant::now), registrar,
                new Neighbours(domains, List.of()), Siblings.NONE);
        context.getRegistry().bind("offlineMessages",
                new KeptSteps(new OfflineMessages(log()), locator, domains, Siblings.NONE));
        context.getRegistry().bind("messageIntake", new Signing());
        context.getRegistry().bind("keptDelivery", threads);
        context.getRegistry().bind("keepMessage", (Processor) exchange -> {
        });
        context.addComponent("sip", new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                parameters.clear();
                return new ProcessorEndpoint(uri, this, HandOutTest.this::relay);
            }
        });
        context.getPropertiesComponent().addInitialProperty("bridgehead.roles", "im-server");
        for (String file : List.of("routes/90-error-answers.yaml", "routes/13-kept-messages.yaml")) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveResource(context, "classpath:" + file));
        }
        context.start();
        register(5062);
    }

    /** Stands for the step that signs. */
    public static class Signing {

        public void signIdentity() {
            // nobody looks at it here
        }
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        threads.shutdownNow();
    }

    @Test
    void whatDidNotGetThroughAndWhatIsBehindItIsHandedOutAtTheNextRegistration() {
        mishaps.add(() -> {
        });

        handOut();
        assertThat(delivered).isEmpty();
        handOut();

        assertThat(delivered).containsExactly(1L, 2L);
    }

    @Test
    void whatDidNotGetThroughIsHandedOutAtOnceToADeviceThatHasRegisteredMeanwhile() {
        mishaps.add(() -> register(5063));

        handOut();

        await().untilAsserted(() -> assertThat(delivered).containsExactly(1L, 2L));
    }

    private void handOut() {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.setVariable(SipExchange.RECEIVER, BOB);
        assertThat(context.createProducerTemplate().send("direct:deliver-kept-messages", exchange).getException()).isNull();
    }

    private void relay(Exchange exchange) {
        Runnable mishap = mishaps.poll();
        if (mishap != null) {
            mishap.run();
        }
        exchange.getMessage().setHeader(SipConstants.RESPONSE_CODE, mishap == null ? 200 : 480);
    }

    private void register(int port) {
        registrar.register(new Registration(BOB, "call" + port, 1, List.of("<sip:bob@192.0.2.7:" + port + ">"), "600",
                "udp/0/192.0.2.7/" + port, true, List.of(), null));
    }

    private MessageLog log() {
        return (MessageLog) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { MessageLog.class },
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "keptFor" -> List.copyOf(waiting);
                    case "handedOut" -> CompletableFuture.completedFuture(0);
                    case "delivered" -> {
                        delivered.add((Long) arguments[0]);
                        waiting.removeIf(message -> message.id() == (Long) arguments[0]);
                        yield CompletableFuture.completedFuture(null);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static LoggedMessage message(long id) {
        String text = "MESSAGE sip:" + BOB + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + id
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:alice@example.test>;tag=1\r\nTo: <sip:" + BOB + ">\r\nCall-ID: call" + id
                + "\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n";
        return new LoggedMessage(id, LogEntry.sip("alice@example.test", BOB, "call" + id, 1,
                text.getBytes(StandardCharsets.UTF_8)), Status.KEPT, Optional.empty(), Optional.empty());
    }
}
