package io.bridgehead.app.metrics;

import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.bridgehead.im.GuessingBrake;
import io.bridgehead.im.RateLimiter;
import io.bridgehead.im.RateLimits;
import io.bridgehead.im.Registrar;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Who is registered with the IM server, and whom it told to wait. */
@ApplicationScoped
class ImServerMetrics implements MeterBinder {

    private static final String PREFIX = "bridgehead.im.";

    private final Registrar registrar;
    private final RateLimits limits;
    private final GuessingBrake brake;

    ImServerMetrics(Registrar registrar, RateLimits limits, GuessingBrake brake) {
        this.registrar = registrar;
        this.limits = limits;
        this.brake = brake;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
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
