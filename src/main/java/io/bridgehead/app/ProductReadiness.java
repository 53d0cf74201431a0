package io.bridgehead.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Registrar;

/**
 * Ready once all routes run and, where the IM server and the gateway share a process, once the gateway is
 * registered.
 */
@Readiness
@ApplicationScoped
class ProductReadiness implements HealthCheck {

    private final CamelContext camel;
    private final BridgeheadConfig config;
    private final Instance<Registrar> registrar;
    private final Domains domains;

    ProductReadiness(CamelContext camel, BridgeheadConfig config, Instance<Registrar> registrar, Domains domains) {
        this.camel = camel;
        this.config = config;
        this.registrar = registrar;
        this.domains = domains;
    }

    @Override
    public HealthCheckResponse call() {
        boolean routes = camel.isStarted();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("bridgehead").withData("routes", routes);
        boolean ready = routes;
        if (ready && config.roles().contains(Role.IM_SERVER) && config.roles().contains(Role.GATEWAY)) {
            boolean registered = !registrar.get().bindings(domains.aor(config.gateway().user())).isEmpty();
            response.withData("gateway", registered);
            ready = registered;
        }
        return response.status(ready).build();
    }
}
