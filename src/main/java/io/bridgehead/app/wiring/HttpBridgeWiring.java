package io.bridgehead.app.wiring;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.http.BoundedAnswers;
import io.bridgehead.bridge.http.BridgeCallbackLimit;
import io.bridgehead.bridge.http.BridgeCallbacks;
import io.bridgehead.bridge.http.BridgeWatch;
import io.bridgehead.bridge.http.HttpBridgeSteps;
import io.bridgehead.bridge.http.HttpBridges;
import io.bridgehead.bridge.http.PartnerAddresses;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.sip.transport.Networks;
import io.vertx.ext.web.Router;

/**
 * Bridges spoken with over HTTP: their steps of the routes, and the way out to them. That is Camel's http component once more:
 * named {@code bridge-http} and {@code bridge-https} it goes only where bridges may be.
 */
@ApplicationScoped
class HttpBridgeWiring {

    private static final int CONNECTIONS = 256;
    private static final int CONNECTIONS_PER_BRIDGE = 32;
    private static final int THREADS = 16;

    @Produces
    @Singleton
    HttpBridges bridges(BridgeCatalog catalog, ConferenceService conferences, Clock clock) {
        return new HttpBridges(catalog, conferences, clock);
    }

    @Produces
    @Singleton
    @Named("httpBridge")
    HttpBridgeSteps steps(HttpBridges bridges, ObjectMapper json) {
        return new HttpBridgeSteps(bridges, json);
    }

    @Produces
    @Singleton
    @Named("bridgeWatch")
    BridgeWatch watch(HttpBridges bridges, ConferenceService conferences, CamelContext camel) {
        ProducerTemplate routes = camel.createProducerTemplate();
        return new BridgeWatch(bridges, conferences, routes, event -> routes.requestBody("direct:bridge-events", event),
                threads());
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "bridge-watch");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Produces
    @Singleton
    @Named("bridgeCallbacks")
    BridgeCallbacks callbacks(HttpBridges bridges, BridgeWatch watch, ConferenceService conferences, ObjectMapper json) {
        return new BridgeCallbacks(bridges, watch, conferences, json);
    }

    /** Before Camel reads a body. */
    void limit(@Observes Router router) {
        router.route("/bridges/*").order(Integer.MIN_VALUE).handler(new BridgeCallbackLimit());
    }

    @Produces
    @Singleton
    @Named("bridge-http")
    HttpComponent http(BridgeheadConfig config) {
        return component(config);
    }

    @Produces
    @Singleton
    @Named("bridge-https")
    HttpComponent https(BridgeheadConfig config) {
        HttpComponent component = component(config);
        // Under another name than https this is what makes it secure.
        component.setSslContextParameters(new SSLContextParameters());
        return component;
    }

    private static HttpComponent component(BridgeheadConfig config) {
        Networks allowed = Networks.of(config.bridge().http().allowedNetworks().orElse(List.of()));
        HttpComponent component = new HttpComponent();
        component.setHttpClientConfigurer(new BoundedAnswers());
        component.setClientConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new PartnerAddresses(allowed::contains))
                        .setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS_PER_BRIDGE).build());
        return component;
    }
}
