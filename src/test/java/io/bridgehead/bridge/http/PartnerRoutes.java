package io.bridgehead.bridge.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.test.PartnerBridge;

/** The route template of partners' bridges, and the steps of their callbacks, in a Camel of their own. */
public final class PartnerRoutes implements AutoCloseable {

    public final DefaultCamelContext camel = new DefaultCamelContext();
    public final BridgeCatalog catalog;
    final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    public final HttpBridges bridges;
    final BridgeWatch watch;
    final BridgeCallbacks callbacks;
    volatile RuntimeException trouble;
    private String timeout = "500";

    PartnerRoutes(Predicate<InetAddress> allowed) throws Exception {
        this(allowed, EventMarks.NONE);
    }

    /** @param marks of an earlier run */
    PartnerRoutes(Predicate<InetAddress> allowed, EventMarks marks) throws Exception {
        this(allowed, Set.of("acme", "other"), marks);
    }

    /**
     * @param allowed where bridges may be although it is this machine
     * @param names bridges there are from the beginning
     */
    public PartnerRoutes(Predicate<InetAddress> allowed, Set<String> names) throws Exception {
        this(allowed, names, EventMarks.NONE);
    }

    private PartnerRoutes(Predicate<InetAddress> allowed, Set<String> names, EventMarks marks) throws Exception {
        catalog = new BridgeCatalog(names, names.iterator().next(), List.of(), Map.of());
        bridges = new HttpBridges(catalog, conferences(), Clock.systemUTC(), marks);
        camel.addComponent("bridge-http", PartnerConnections.plain(allowed));
        Properties properties = new Properties();
        properties.setProperty("bridgehead.roles", "conference-service");
        camel.getPropertiesComponent().setOverrideProperties(properties);
        watch = new BridgeWatch(bridges, conferences(), camel.createProducerTemplate(), this::take,
                Executors.newSingleThreadExecutor());
        callbacks = new BridgeCallbacks(bridges, watch, conferences(), new ObjectMapper());
        camel.getRegistry().bind("httpBridge", new HttpBridgeSteps(bridges, new ObjectMapper()));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bridge-events").process(exchange -> take(exchange.getIn().getBody(BridgeEvent.class)));
            }
        });
        for (String file : List.of("90-error-answers.yaml", "bridges/http-bridge.yaml")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/" + file));
        }
        camel.start();
    }

    private void take(BridgeEvent event) {
        if (trouble != null) {
            throw trouble;
        }
        events.add(event);
    }

    /** From now on bridges are called by HTTPS if their url says so. */
    PartnerRoutes trusting(Path authorities) {
        // The first handshake of a process takes its time.
        timeout = "10000";
        camel.addComponent("bridge-https", PartnerConnections.secure(InetAddress::isLoopbackAddress, authorities));
        return this;
    }

    /** Plugs a bridge in. */
    PartnerRoutes with(String name, String url, Duration patience) {
        bridges.put(name, new WebhookSignature(PartnerBridge.SECRET), patience, true);
        TemplatedRouteBuilder.builder(camel, "http-bridge").parameter("name", name).parameter("url", url)
                .parameter("connectTimeout", timeout).parameter("responseTimeout", timeout).add();
        return this;
    }

    /** Bridges whose conferences were ended. */
    public List<String> ended() {
        return ended;
    }

    /** Sends something to the bridge acme; gives what its route left. */
    public Object send(Object command) throws Exception {
        try {
            return camel.createProducerTemplate().requestBody("direct:bridge-acme", command);
        } catch (CamelExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Posts events for a bridge as the route 61 does; gives the exchange with the answer. */
    Exchange post(String path, String id, Instant time, String signature, byte[] body) {
        Exchange exchange = camel.getEndpoint("direct:x").createExchange();
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
        exchange.getMessage().setHeader("webhook-id", id);
        exchange.getMessage().setHeader("webhook-timestamp", WebhookSignature.seconds(time));
        exchange.getMessage().setHeader("webhook-signature", signature);
        exchange.getMessage().setBody(body);
        try {
            callbacks.newEvents(exchange).forEach(event -> take(callbacks.event(event)));
            callbacks.taken(exchange);
        } catch (RuntimeException e) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
            try {
                callbacks.refuse(exchange);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return exchange;
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** Conferences c1 and c2 are on acme, cX on another bridge; of the core's use cases only what concerns bridges is there. */
    public ConferenceService conferences() {
        Map<String, String> on = Map.of("c1", "acme", "c2", "acme", "cX", "other");
        return (ConferenceService) Proxy.newProxyInstance(PartnerRoutes.class.getClassLoader(),
                new Class<?>[] { ConferenceService.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "bridgeOf" -> Optional.ofNullable(on.get(arguments[0]));
                    case "bridgeUnavailable" -> {
                        ended.add((String) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
