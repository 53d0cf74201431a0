package io.bridgehead.app;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.jboss.logging.Logger;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.im.route.MessageSubject;
import io.bridgehead.im.route.Rehearsal;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.transport.BoundAddress;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.quarkus.runtime.ImageMode;

/**
 * Exercises the way of a message before the product says that it is ready: a Java that has just started takes many times as
 * long for each. A native executable needs nothing of the kind.
 */
@ApplicationScoped
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int AT_ONCE = 16;
    private static final int ENOUGH = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BridgeheadConfig config;
    private final CamelContext camel;
    private final MessageSubject subject;
    private volatile boolean done;
    /** From when on nobody waits for it, whatever holds it up; by {@link System#nanoTime}. */
    private volatile long deadline;

    WarmUp(BridgeheadConfig config, CamelContext camel, MessageSubject subject) {
        this.config = config;
        this.camel = camel;
        this.subject = subject;
    }

    /** Whether it is over, or there is none. */
    boolean isDone() {
        return done || deadline != 0 && System.nanoTime() - deadline > 0;
    }

    void begin(@Observes AfterStart event) {
        if (config.warmUp().isZero() || !config.roles().contains(Role.IM_SERVER) || ImageMode.current() != ImageMode.JVM) {
            done = true;
            return;
        }
        deadline = System.nanoTime() + config.warmUp().plus(PATIENCE).toNanos();
        Thread thread = new Thread(this::run, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long begin = System.nanoTime();
        int messages = 0;
        try (WarmUpPeer peer = new WarmUpPeer(config.domain(),
                config.gateway().password().isPresent() ? config.gateway().user() : null,
                config.gateway().password().orElse(null), config.sip().authAlgorithms().get(0));
                Rehearsal rehearsal = new Rehearsal(camel, subject)) {
            peer.start();
            List<Destination> listeners = listeners();
            while (messages < ENOUGH && System.nanoTime() - begin < config.warmUp().toNanos() && !listeners.isEmpty()) {
                for (Destination listener : listeners) {
                    messages += receive(peer, listener);
                    relay(rehearsal, peer, RelayTarget.byAddress(peer.contact(listener.transport())));
                }
            }
        } catch (Exception e) {
            // The product serves all the same, only slowly at first.
            LOG.warnf("The warm-up ended early: %s", e.toString());
        } finally {
            done = true;
            LOG.debugf("Warmed up with %d messages in %d ms", messages, (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private void relay(Rehearsal rehearsal, WarmUpPeer peer, RelayTarget target) {
        for (int i = 0; i < AT_ONCE && !isDone(); i++) {
            rehearsal.relay(peer.message(), "warm-up@" + config.domain(), "warm-up@" + config.domain(), target);
        }
    }

    private static int receive(WarmUpPeer peer, Destination product) throws Exception {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(peer.send(product));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return AT_ONCE;
    }

    /** Our listeners for TCP and UDP, as somebody on this machine reaches them. */
    private List<Destination> listeners() {
        List<Destination> found = new ArrayList<>();
        for (BoundAddress bound : camel.getComponent("sip", SipComponent.class).stack().boundAddresses()) {
            if (bound.transport() == SipTransport.TCP || bound.transport() == SipTransport.UDP) {
                InetAddress address = bound.address().getAddress();
                found.add(new Destination(bound.transport(),
                        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress()
                                : address.getHostAddress(),
                        bound.port()));
            }
        }
        return found;
    }
}
