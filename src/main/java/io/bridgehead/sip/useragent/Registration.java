package io.bridgehead.sip.useragent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Flow;

/** Keeps one registration and its connection alive (RFC 3261 section 10.2, RFC 5626 section 4). */
final class Registration {

    private static final Logger LOG = Logger.getLogger(Registration.class);
    private static final long UNREGISTER_SECONDS = 3;
    /** A wrong password tried more often would have the user held for guessing. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    private final UserAgent agent;
    private final UserAgentConfig config;
    private final AuthenticatedSender sender;
    private final UserAgentListener listener;
    private final String callId = SipIds.newCallId();
    private long cseq;
    private Flow flow;
    private boolean registered;
    private boolean stopped;
    private int failures;
    private long wantedSeconds;
    private Future<?> next;
    private KeepAlive keepAlive;

    Registration(UserAgent agent, AuthenticatedSender sender, UserAgentListener listener) {
        this.agent = agent;
        this.config = agent.config();
        this.sender = sender;
        this.listener = listener;
        this.wantedSeconds = config.expires().toSeconds();
    }

    synchronized boolean isRegistered() {
        return registered;
    }

    synchronized Flow flow() {
        return flow;
    }

    /** Connects and registers. */
    void start() {
        agent.connect().whenCompleteAsync((opened, failure) -> {
            if (failure == null) {
                connected(opened);
            } else {
                failed("not reachable");
            }
        }, agent.node().executor());
    }

    private void connected(Flow opened) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            flow = opened;
        }
        opened.onClose(() -> closed(opened));
        register();
    }

    private void register() {
        Flow by;
        SipRequest request;
        synchronized (this) {
            if (stopped) {
                return;
            }
            by = flow;
            request = request(by, wantedSeconds);
        }
        sender.send(request, by, this::nextCSeq).thenAccept(response -> answered(by, response));
    }

    private SipRequest request(Flow by, long seconds) {
        SipUri registrar = SipUri.of(null, config.aor().host(), config.aor().port());
        SipRequest request = SipRequest.create(SipMethod.REGISTER, registrar);
        request.addHeader(SipHeader.FROM, NameAddr.of(config.aor()).withTag(SipIds.newTag()).toString());
        request.addHeader(SipHeader.TO, NameAddr.of(config.aor()).toString());
        request.addHeader(SipHeader.CALL_ID, callId);
        request.addHeader(SipHeader.CSEQ, nextCSeq() + " " + SipMethod.REGISTER);
        request.addHeader(SipHeader.MAX_FORWARDS, "70");
        request.addHeader(SipHeader.SUPPORTED, "path, outbound");
        SipUri contact = agent.node().stack().contact(by, agent.contactUser()).withParam("ob", "");
        request.addHeader(SipHeader.CONTACT, "<" + contact + ">;reg-id=1;+sip.instance=\"<" + config.instance()
                + ">\";expires=" + seconds);
        return request;
    }

    private synchronized long nextCSeq() {
        return ++cseq;
    }

    private void answered(Flow by, SipResponse response) {
        int status = response.status();
        if (response.isSuccess()) {
            succeeded(by, response);
        } else if (status == 423 && raiseExpiry(response)) {
            register();
        } else if (status == 401 || status == 407 || status == 403 || status == 404) {
            refused(status, response.reason());
        } else {
            failed("answer " + status);
        }
    }

    private void succeeded(Flow by, SipResponse response) {
        Duration lifetime = lifetime(response);
        synchronized (this) {
            if (stopped || !by.equals(flow) || !by.isOpen()) {
                return;
            }
            failures = 0;
            registered = true;
            // RFC 5626 section 4.4 does not say when; well before, and with time left for another attempt.
            schedule(lifetime.multipliedBy(4).dividedBy(5), this::register);
            if (keepAlive == null && !config.keepAlive().isZero()) {
                keepAlive = new KeepAlive(agent, by, () -> agent.node().executor().execute(this::register));
                keepAlive.start();
            }
            if (keepAlive != null) {
                keepAlive.isSeenFromWhereItWas(response);
            }
        }
        listener.onRegistered(agent, lifetime);
    }

    /** What the registrar granted: the parameter of our contact, else Expires, else what we asked for. */
    private Duration lifetime(SipResponse response) {
        long seconds = wantedSeconds;
        try {
            seconds = response.expires() > 0 ? response.expires() : seconds;
            for (NameAddr contact : response.contacts()) {
                boolean ours = !contact.isWildcard() && agent.contactUser().equals(contact.uri().rawUser());
                if (ours && contact.param("expires") != null) {
                    seconds = Long.parseLong(contact.param("expires"));
                }
            }
        } catch (SipParseException | NumberFormatException e) {
            LOG.debugf("The registrar's expiry cannot be read; %s s assumed", seconds);
        }
        return Duration.ofSeconds(Math.max(1, Math.min(seconds, TimeUnit.DAYS.toSeconds(1))));
    }

    private boolean raiseExpiry(SipResponse response) {
        try {
            long minimum = Long.parseLong(String.valueOf(response.header(SipHeader.MIN_EXPIRES)).strip());
            boolean higher = minimum > wantedSeconds && minimum <= TimeUnit.DAYS.toSeconds(1);
            wantedSeconds = higher ? minimum : wantedSeconds;
            return higher;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void refused(int status, String reason) {
        synchronized (this) {
            registered = false;
            schedule(AFTER_REFUSAL, this::again);
        }
        LOG.warnf("%s may not register at %s: %d", config.aor(), config.server(), status);
        listener.onRefused(agent, status, reason);
    }

    private void failed(String reason) {
        boolean was;
        synchronized (this) {
            if (stopped) {
                return;
            }
            was = registered || failures == 0;
            registered = false;
            schedule(pause(failures++), this::again);
        }
        if (was) {
            LOG.warnf("%s is not registered at %s: %s", config.aor(), config.server(), reason);
            listener.onUnregistered(agent, reason);
        }
    }

    private void again() {
        Flow open = flow();
        if (open != null && open.isOpen() && open.transport().isReliable()) {
            register();
        } else {
            start();
        }
    }

    private void closed(Flow which) {
        synchronized (this) {
            if (!which.equals(flow) || stopped) {
                return;
            }
            flow = null;
            stopKeepAlive();
        }
        failed("connection closed");
    }

    /** RFC 5626 section 4.5: doubling, with jitter so that a restarted server does not meet all its users at once. */
    private Duration pause(int failure) {
        long base = config.retryMin().toMillis() << Math.min(failure, 16);
        long bounded = Math.max(1, Math.min(base, config.retryMax().toMillis()));
        return Duration.ofMillis(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
    }

    private void schedule(Duration delay, Runnable task) {
        if (next != null) {
            next.cancel(false);
        }
        if (!stopped) {
            next = agent.node().schedule(delay, task);
        }
    }

    private void stopKeepAlive() {
        if (keepAlive != null) {
            keepAlive.stop();
            keepAlive = null;
        }
    }

    /** Unregisters if registered. */
    CompletableFuture<Void> stop() {
        Flow by;
        SipRequest request;
        synchronized (this) {
            if (stopped) {
                return CompletableFuture.completedFuture(null);
            }
            stopped = true;
            stopKeepAlive();
            if (next != null) {
                next.cancel(false);
            }
            if (!registered || flow == null || !flow.isOpen()) {
                return CompletableFuture.completedFuture(null);
            }
            registered = false;
            by = flow;
            request = request(by, 0);
        }
        return sender.send(request, by, this::nextCSeq).orTimeout(UNREGISTER_SECONDS, TimeUnit.SECONDS)
                .handle((response, failure) -> {
                    listener.onUnregistered(agent, "closed");
                    return null;
                });
    }
}
