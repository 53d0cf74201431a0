package io.bridgehead.app.metrics;

import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.quarkus.main.events.AfterStart;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.im.GuessingBrake;
import io.bridgehead.im.RateLimiter;
import io.bridgehead.im.RateLimits;
import io.bridgehead.im.Registrar;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Who is registered with the IM server, and whom it told to wait. */
@ApplicationScoped
class ImServerMetrics {

    private static final String PREFIX = "bridgehead.im.";

    /** Not before all runs: these beans open the database, and a start that fails there is explained by who starts it. */
    void bind(@Observes AfterStart event, BridgeheadConfig config, MeterRegistry registry, Instance<Registrar> registrar,
            Instance<RateLimits> limits, Instance<GuessingBrake> brake) {
        if (config.roles().contains(Role.IM_SERVER)) {
            bind(registry, registrar.get(), limits.get(), brake.get());
        }
    }

    private static void bind(MeterRegistry registry, Registrar registrar, RateLimits limits, GuessingBrake brake) {
        Gauge.builder(PREFIX + "users", registrar, Registrar::users).description("Users with a registered device")
                .register(registry);
        limited(registry, "message", limits.messages());
        limited(registry, "call", limits.calls());
        limited(registry, "registration", limits.registrations());
        counter(registry, "passwords.wrong", "Wrong passwords, on SIP and HTTP", brake, GuessingBrake::wrongPasswords);
        counter(registry, "passwords.held", "Proofs not looked at because of too many wrong ones", brake, GuessingBrake::held);
    }

    private static void limited(MeterRegistry registry, String kind, RateLimiter limiter) {
        FunctionCounter.builder(PREFIX + "limited", limiter, RateLimiter::refused).tag("kind", kind)
                .description("Requests of users beyond their share").register(registry);
    }

    private static <T> void counter(MeterRegistry registry, String name, String description, T source,
            ToDoubleFunction<T> value) {
        FunctionCounter.builder(PREFIX + name, source, value).description(description).register(registry);
    }
}
