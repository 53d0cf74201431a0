package io.bridgehead.bridge.folder;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.http.HttpBridges;
import io.bridgehead.bridge.http.WebhookSignature;

/** Plugs bridges in and out: their routes, their names, and what is needed to believe them. */
public final class BridgeRoutes {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final ModelCamelContext camel;
    private final BridgeCatalog catalog;
    private final HttpBridges http;

    public BridgeRoutes(CamelContext camel, BridgeCatalog catalog, HttpBridges http) {
        this.camel = (ModelCamelContext) camel;
        this.catalog = catalog;
        this.http = http;
    }

    /**
     * Makes the routes of a bridge and lets it be used.
     *
     * @throws BridgeFileException if Camel cannot make them; nothing is left of them then
     */
    void plugIn(BridgePlan plan) throws BridgeFileException {
        try {
            if (plan.templated()) {
                TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(camel, "http-bridge")
                        .routeId("bridge-" + plan.name());
                plan.parameters().forEach(route::parameter);
                route.add();
            } else {
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(plan.name() + ".yaml", plan.text()));
            }
        } catch (Exception e) {
            removeRoutes(plan);
            throw CamelRefusal.of(e, plan.text());
        }
        catalog.add(plan.name());
        if (!plan.secrets().isEmpty()) {
            http.put(plan.name(), new WebhookSignature(plan.secrets()), plan.patience(), plan.templated());
        }
    }

    /** The same bridge differently; if that fails it goes on as it was. */
    void change(BridgePlan before, BridgePlan now) throws BridgeFileException {
        removeRoutes(before);
        try {
            plugIn(now);
        } catch (BridgeFileException e) {
            plugIn(before);
            throw e;
        }
        if (now.secrets().isEmpty()) {
            http.remove(now.name());
        }
    }

    /** The bridge is not there any more. */
    void plugOut(BridgePlan plan) {
        catalog.remove(plan.name());
        http.remove(plan.name());
        removeRoutes(plan);
    }

    /** The bridge will not be back soon: the conferences that are still on it end with a fatal error. */
    void endConferences(String bridge) {
        http.lost(bridge);
    }

    private void removeRoutes(BridgePlan plan) {
        for (String id : plan.routes()) {
            RouteDefinition definition = camel.getRouteDefinition(id);
            try {
                if (camel.getRoute(id) != null) {
                    camel.getRouteController().stopRoute(id, STOP.toMillis(), TimeUnit.MILLISECONDS);
                    camel.removeRoute(id);
                }
                if (definition != null) {
                    camel.removeRouteDefinition(definition);
                }
            } catch (Exception e) {
                throw new IllegalStateException("The route " + id + " cannot be removed", e);
            }
        }
    }
}
