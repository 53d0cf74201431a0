package io.bridgehead.im.route;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.im.GuessingBrake;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.RegisteredContacts;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.Registration;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of route 11. */
@ApplicationScoped
@Named("registration")
@RegisterForReflection
public class RegisterSteps {

    private static final Logger LOG = Logger.getLogger(RegisterSteps.class);

    private final Registrar registrar;
    private final Neighbours neighbours;
    private final GuessingBrake brake;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final ExecutorService closed = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "closed-flows");
        thread.setDaemon(true);
        return thread;
    });

    RegisterSteps(Registrar registrar, Neighbours neighbours, GuessingBrake brake) {
        this.neighbours = neighbours;
        this.registrar = registrar;
        this.brake = brake;
    }

    /**
     * Binds the device and puts the user's devices into the answer. Through a neighbour it is reached by its Path (RFC 3327),
     * whatever becomes of the connection that it shares with others; a Path of anybody else leads down its own connection.
     */
    public void register(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        String transport = exchange.getIn().getHeader(SipConstants.TRANSPORT, String.class);
        List<String> path = request.headers(SipHeader.PATH);
        boolean byPath = !path.isEmpty() && SipExchange.neighbour(exchange, neighbours).isPresent();
        RegisteredContacts registered = registrar.register(new Registration(SipExchange.sender(exchange), request.callId(),
                request.cseq().number(), request.headers(SipHeader.CONTACT), request.header(SipHeader.EXPIRES),
                byPath ? null : exchange.getIn().getHeader(SipConstants.FLOW, String.class),
                byPath || "UDP".equals(transport), path, request.header(SipHeader.USER_AGENT)));
        exchange.setVariable(SipExchange.NEW_DEVICE, registered.newDevice());
        if (!byPath) {
            watch(exchange);
        }
        if (!path.isEmpty() && !registered.contacts().isEmpty()) {
            exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.PATH, path);
        }
        if (!registered.contacts().isEmpty()) {
            exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.CONTACT,
                    String.join(", ", registered.contacts()));
        }
        if (registered.outbound()) {
            exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.REQUIRE, "outbound");
        }
        exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.DATE,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        SipExchange.answer(exchange, 200);
    }

    /** A device whose connection closes is away from then on; what is sent to it meanwhile is kept. */
    private void watch(Exchange exchange) {
        String id = exchange.getIn().getHeader(SipConstants.FLOW, String.class);
        if ("UDP".equals(exchange.getIn().getHeader(SipConstants.TRANSPORT, String.class)) || !watched.add(id)) {
            return;
        }
        exchange.getContext().getComponent("sip", SipComponent.class).stack().flow(id)
                .ifPresentOrElse(flow -> flow.onClose(() -> closed.execute(() -> forget(id))), () -> forget(id));
    }

    private void forget(String flow) {
        watched.remove(flow);
        try {
            registrar.flowClosed(flow);
        } catch (RuntimeException e) {
            // The binding ends by itself when it expires; until then the relay finds the connection gone and keeps messages.
            LOG.warnf("A closed connection could not be taken out of the locations: %s", e.getMessage());
        }
    }

    /** Takes expired bindings away, and what is remembered of wrong passwords and no longer matters. */
    public void sweep() {
        registrar.sweep();
        brake.sweep();
    }

    @PreDestroy
    void stop() {
        closed.shutdownNow();
    }
}
