package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.bridgehead.conference.DialPlan;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dialog.SessionTimers;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.TlsContext;

/**
 * Settings of the bridge in the box.
 *
 * @param listeners where its own SIP stack listens; a fixed port lets a repeated INVITE be recognised after a restart
 * @param identity address of record of its account, shown as caller
 * @param password of the account, for digest challenges; {@code null} if it is never challenged
 * @param proxy the IM server, through which addresses of our own domains are called; {@code null} if there is none
 * @param domains our own domains
 * @param trunk the way to telephone numbers, {@code null} if there is none
 * @param dialDirect whether SIP addresses of other domains are called directly at the host they name
 * @param secret key of the identifiers of calls, at least 16 bytes, the same after a restart
 * @param ringTimeout how long a telephone may ring, 1 s to 10 min
 * @param hangUpTimeout how long a telephone may take to confirm a hang-up before the leg counts as over, 1 s to 60 s
 * @param media audio settings
 * @param clientTls whom outbound TLS connections trust, {@code null} if none are made
 * @param sessionTimers how soon it is noticed that a telephone has vanished without hanging up
 * @param servers how the servers of other domains are found, and which networks are never called
 * @param redirects to where a telephone may redirect a call, {@code null} for nowhere
 */
public record EmbeddedBridgeConfig(List<Listener> listeners, SipUri identity, String password, Destination proxy,
        Set<String> domains,
        Trunk trunk, boolean dialDirect, byte[] secret, Duration ringTimeout, Duration hangUpTimeout, MediaConfig media,
        TlsContext clientTls, SessionTimers sessionTimers, LocateSettings servers, DialPlan redirects) {

    private static final int SHORTEST_SECRET = 16;

    /** Copies the collections and checks the ranges. */
    public EmbeddedBridgeConfig {
        listeners = List.copyOf(listeners);
        domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        secret = secret.clone();
        if (listeners.isEmpty() || secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "The bridge needs a SIP listener and a secret of at least " + SHORTEST_SECRET + " bytes");
        }
        checkRange("ringTimeout", ringTimeout, Duration.ofMinutes(10));
        checkRange("hangUpTimeout", hangUpTimeout, Duration.ofSeconds(60));
    }

    private static void checkRange(String name, Duration value, Duration longest) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException(name + " is not in 1 s to " + longest.toSeconds() + " s");
        }
    }

    /**
     * Without proxy, domains and trunk: every SIP address is called directly; a telephone rings for 60 s and has 5 s to
     * confirm a hang-up.
     */
    public static EmbeddedBridgeConfig of(Listener listener, SipUri identity, byte[] secret, MediaConfig media) {
        return new EmbeddedBridgeConfig(List.of(listener), identity, null, null, Set.of(), null, true, secret,
                Duration.ofSeconds(60), Duration.ofSeconds(5), media, null, SessionTimers.STANDARD,
                LocateSettings.STANDARD, null);
    }

    /** The same with an account at the IM server, which serves these domains. */
    public EmbeddedBridgeConfig withProxy(Destination server, Set<String> ownDomains, String accountPassword) {
        return new EmbeddedBridgeConfig(listeners, identity, accountPassword, server, ownDomains, trunk, dialDirect, secret,
                ringTimeout, hangUpTimeout, media, clientTls, sessionTimers, servers, redirects);
    }

    /** The same with a way to telephone numbers. */
    public EmbeddedBridgeConfig withTrunk(Trunk way) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, way, dialDirect, secret, ringTimeout,
                hangUpTimeout, media, clientTls, sessionTimers, servers, redirects);
    }

    /** The same, calling SIP addresses of other domains directly or not at all. */
    public EmbeddedBridgeConfig withDialDirect(boolean direct) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, direct, secret, ringTimeout,
                hangUpTimeout, media, clientTls, sessionTimers, servers, redirects);
    }

    /** The same with other time limits. */
    public EmbeddedBridgeConfig withTimeouts(Duration ring, Duration hangUp) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, dialDirect, secret, ring, hangUp,
                media, clientTls, sessionTimers, servers, redirects);
    }

    /** The same, able to reach TLS servers that this context trusts. */
    public EmbeddedBridgeConfig withClientTls(TlsContext tls) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, dialDirect, secret, ringTimeout,
                hangUpTimeout, media, tls, sessionTimers, servers, redirects);
    }

    /** The same with other session timers. */
    public EmbeddedBridgeConfig withSessionTimers(SessionTimers timers) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, dialDirect, secret, ringTimeout,
                hangUpTimeout, media, clientTls, timers, servers, redirects);
    }

    /** The same, finding servers in another way. */
    public EmbeddedBridgeConfig withServers(LocateSettings settings) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, dialDirect, secret, ringTimeout,
                hangUpTimeout, media, clientTls, sessionTimers, settings, redirects);
    }

    /** The same, following redirections within a dial plan. */
    public EmbeddedBridgeConfig withRedirects(DialPlan plan) {
        return new EmbeddedBridgeConfig(listeners, identity, password, proxy, domains, trunk, dialDirect, secret, ringTimeout,
                hangUpTimeout, media, clientTls, sessionTimers, servers, plan);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "EmbeddedBridgeConfig[" + identity + " by " + proxy + "]";
    }
}
