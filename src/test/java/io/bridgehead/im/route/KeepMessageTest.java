package io.bridgehead.im.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.im.Account;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Binding;
import io.bridgehead.im.Domains;
import io.bridgehead.im.LocationStore;
import io.bridgehead.im.Locator;
import io.bridgehead.im.MessageIntake;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.RegistrarSettings;
import io.bridgehead.im.Registration;
import io.bridgehead.im.Siblings;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.SipConfiguration;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipEndpoint;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.test.Feature;

/** A message is kept while its receiver registers: the route keep-message with a log whose writing the test holds up. */
class KeepMessageTest {

    private static final String BOB = "bob@example.test";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final List<String> handedOut = new CopyOnWriteArrayList<>();
    private final Registrar registrar = new Registrar(noLocations(), Instant::now, RegistrarSettings.STANDARD);
    private MessageSteps steps;

    @BeforeEach
    void loadTheRoute() throws Exception {
        Neighbours neighbours = new Neighbours(new Domains("example.test", List.of()), List.of());
        Accounts accounts = new Accounts(people(), "example.test", Instant::now);
        Locator locator = new Locator(accounts, registrar, neighbours, Siblings.NONE);
        MessageLog log = (MessageLog) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { MessageLog.class },
                (proxy, method, arguments) -> written);
        steps = new MessageSteps(neighbours, accounts, locator, new MessageIntake(log), null, null, Siblings.NONE);
        MessageProcessors processors = new MessageProcessors(null, steps, null, null, accounts, neighbours, Siblings.NONE);
        context.getRegistry().bind("noteRefused", (Processor) exchange -> {
        });
        context.addComponent("sip", new AnySip());
        context.getRegistry().bind("keepMessage", processors.keepMessage());
        context.getRegistry().bind("keptDelivery", threads);
        context.getPropertiesComponent().addInitialProperty("bridgehead.roles", "im-server");
        context.getRegistry().bind("offlineMessages", new Kept());
        context.getRegistry().bind("messageIntake", steps);
        for (String file : List.of("routes/90-error-answers.yaml", "routes/13-kept-messages.yaml")) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveResource(context, "classpath:" + file));
        }
        context.start();
    }

    /** Stands for the messages that wait: it has none, and notes for whom it was asked. */
    public class Kept {

        public boolean isReachedElsewhere() {
            return false;
        }

        public List<Object> keptForReceiver(Exchange exchange) {
            handedOut.add(SipExchange.receiver(exchange));
            return List.of();
        }

        public void putBackRest() {
            // nothing was taken
        }
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        threads.shutdownNow();
    }

    @Test
    @Feature("A042")
    void aDeviceThatRegistersWhileAMessageIsBeingKeptGetsItAtOnce() {
        CompletableFuture<Exchange> kept = keep();
        register(1);
        assertThat(kept).isNotDone();

        written.complete(null);

        assertThat(kept.join().getMessage().getHeader(SipConstants.RESPONSE_CODE)).isEqualTo("202");
        await().untilAsserted(() -> assertThat(handedOut).containsExactly(BOB));
    }

    @Test
    void aMessageForSomebodyStillAwayOnlyWaits() {
        CompletableFuture<Exchange> kept = keep();

        written.complete(null);

        assertThat(kept.join().getException()).isNull();
        assertThat(kept.join().getVariable(SipExchange.LATE_DEVICE)).isEqualTo(false);
        assertThat(handedOut).isEmpty();
    }

    @Test
    void aDeviceThatHasJustFailedIsNotTriedAgainForHavingRefreshedItsRegistration() {
        register(1);
        CompletableFuture<Exchange> kept = keep();
        register(2);

        written.complete(null);

        assertThat(kept.join().getException()).isNull();
        assertThat(kept.join().getVariable(SipExchange.LATE_DEVICE)).isEqualTo(false);
        assertThat(handedOut).isEmpty();
    }

    /** A component whose options nobody has generated the setters for; the route does not get as far as to use them. */
    private static final class AnySip extends SipComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new SipEndpoint(uri, this, remaining, new SipConfiguration());
        }
    }

    /** As the route does it: first located, then, nobody having answered, kept. */
    private CompletableFuture<Exchange> keep() {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        SipRequest request = SipRequest.create("MESSAGE", "sip:" + BOB);
        request.setHeader("From", "<sip:alice@example.test>;tag=1").setHeader("To", "<sip:" + BOB + ">")
                .setHeader("Call-ID", "call").setHeader("CSeq", "1 MESSAGE");
        SipMessage.replay(exchange, request);
        exchange.setVariable(SipExchange.RECEIVER, BOB);
        exchange.setVariable(SipExchange.SENDER, "alice@example.test");
        exchange.setVariable(SipExchange.LOG_ID, 7L);
        steps.locate(exchange);
        return context.createProducerTemplate().asyncSend("direct:keep-message", exchange);
    }

    private void register(int cseq) {
        registrar.register(
                new Registration(BOB, "call", cseq, List.of("<sip:bob@192.0.2.7:5062>"), "600", "udp/0/192.0.2.7/5062",
                        true, List.of(), null));
    }

    static AccountStore people() {
        return (AccountStore) Proxy.newProxyInstance(KeepMessageTest.class.getClassLoader(),
                new Class<?>[] { AccountStore.class },
                (proxy, method, arguments) -> Optional
                        .of(new Account((String) arguments[0], "Somebody", "", "", null, Account.Role.USER)));
    }

    static LocationStore noLocations() {
        return new LocationStore() {
            @Override
            public List<Binding> recover(Instant now) {
                return new ArrayList<>();
            }

            @Override
            public List<String> elsewhere(String aor, Instant now) {
                return List.of();
            }

            @Override
            public void replace(String aor, List<Binding> bindings) {
                // kept in memory by the registrar
            }
        };
    }
}
