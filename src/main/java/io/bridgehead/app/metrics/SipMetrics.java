package io.bridgehead.app.metrics;

import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;

import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Refusal;
import io.bridgehead.sip.transport.SipTransport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What the SIP stack of the IM server has received, sent and refused. All zero until it is open. */
@ApplicationScoped
class SipMetrics implements MeterBinder {

    private static final String PREFIX = "bridgehead.sip.";

    private final CamelContext camel;

    SipMetrics(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SipTransport transport : SipTransport.values()) {
            String name = transport.name();
            counter("received", "Valid messages received", stack -> stack.transportCounters().requests(transport), "transport",
                    name, "kind", "request").register(registry);
            counter("received", "Valid messages received", stack -> stack.transportCounters().responses(transport), "transport",
                    name, "kind", "response").register(registry);
            counter("sent", "Messages handed to a socket, retransmissions included",
                    stack -> stack.transportCounters().sent(transport), "transport", name).register(registry);
        }
        for (Refusal why : Refusal.values()) {
            counter("refused", "Messages and connections refused by the transports",
                    stack -> stack.transportCounters().refused(why), "reason", why.label()).register(registry);
        }
        counter("retransmissions", "Requests recognised as repeated", stack -> stack.statistics().retransmissionsAbsorbed())
                .register(registry);
        counter("ws.pings", "WebSocket pings sent", stack -> stack.transportCounters().pings()).register(registry);
        gauge(registry, "connections", "Accepted connections open now", stack -> stack.transportCounters().connections());
        gauge(registry, "partial.bytes", "Bytes held of messages whose end has not come",
                stack -> stack.transportCounters().partialBytes());
        gauge(registry, "transactions", "Transactions without a final response", SipStack::transactionsInFlight);
        Gauge.builder(PREFIX + "inflight", this, metrics -> metrics.askComponent(SipComponent::getInflight))
                .description("Requests whose routes have not ended").register(registry);
        Gauge.builder(PREFIX + "backlog", this, metrics -> metrics.askComponent(SipComponent::getBacklog))
                .description("Requests that wait for this process and not for a peer").register(registry);
        FunctionCounter.builder(PREFIX + "overload", this, metrics -> metrics.askComponent(SipComponent::getOverloadRefusals))
                .description("Requests answered 503 because too much was under way").register(registry);
    }

    private FunctionCounter.Builder<SipMetrics> counter(String name, String description, ToDoubleFunction<SipStack> value,
            String... tags) {
        return FunctionCounter.builder(PREFIX + name, this, metrics -> metrics.ask(value)).description(description).tags(tags);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<SipStack> value) {
        Gauge.builder(PREFIX + name, this, metrics -> metrics.ask(value)).description(description).register(registry);
    }

    private double askComponent(ToDoubleFunction<SipComponent> value) {
        return camel.hasComponent("sip") instanceof SipComponent sip ? value.applyAsDouble(sip) : 0;
    }

    private double ask(ToDoubleFunction<SipStack> value) {
        return camel.hasComponent("sip") instanceof SipComponent sip
                ? sip.openStack().map(stack -> value.applyAsDouble(stack)).orElse(0.0)
                : 0;
    }
}
