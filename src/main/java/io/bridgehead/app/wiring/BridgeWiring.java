package io.bridgehead.app.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.jboss.logging.Logger;

import io.bridgehead.app.Serving;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.embedded.DialInSettings;
import io.bridgehead.bridge.embedded.EmbeddedBridge;
import io.bridgehead.bridge.embedded.EmbeddedBridgeConfig;
import io.bridgehead.bridge.embedded.KeptLeg;
import io.bridgehead.bridge.embedded.Trunk;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.media.codec.G711;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.sip.dialog.KeptDialog;
import io.bridgehead.sip.dialog.SessionTimers;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.TransportAddress;
import io.bridgehead.store.Database;
import io.bridgehead.store.Secrets;
import io.bridgehead.store.SqlKeptLegs;
import io.netty.util.NetUtil;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The bridge in the box: started with its role, its events go to route 60. */
@ApplicationScoped
@RegisterForReflection(targets = { EmbeddedBridge.class, KeptLeg.class, KeptLeg.Answered.class, KeptDialog.class,
        NegotiatedAudio.class, G711.class, Direction.class, BridgeEventKind.class })
class BridgeWiring {

    static final String EMBEDDED = "embedded";

    private static final Logger LOG = Logger.getLogger(BridgeWiring.class);
    private static final String CALL_KEY = "call-identity-key";
    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration HANG_UP = Duration.ofSeconds(5);

    private volatile boolean started;

    @Produces
    @Singleton
    @Named("embeddedBridge")
    EmbeddedBridge bridge(BridgeheadConfig config, Secrets secrets, Database database, CamelContext camel) {
        ProducerTemplate producer = camel.createProducerTemplate();
        String events = apart(config) ? "direct:offer-bridge-event" : "direct:bridge-events";
        return new EmbeddedBridge(settings(config, secrets), event -> producer.requestBody(events, event),
                new SqlKeptLegs(database, config.processName()));
    }

    /** Whether the conference service is in another process. */
    private static boolean apart(BridgeheadConfig config) {
        return !config.roles().contains(Role.CONFERENCE_SERVICE);
    }

    void start(@Observes Serving event, BridgeheadConfig config, BridgeCatalog catalog, BridgeServerWiring server,
            Instance<EmbeddedBridge> bridge) {
        boolean here = config.roles().contains(Role.BRIDGE);
        catalog.mark(EMBEDDED, here);
        if (here) {
            if (apart(config)) {
                server.requireComplete(config);
            }
            bridge.get().start();
            started = true;
        }
    }

    /**
     * Before the outbox, whose first orders may be about these calls, and after the IM server, by which telephones are called
     * and with which the bridge registers to be called itself.
     */
    void takeUp(@Observes @Priority(2) AfterStart event, BridgeheadConfig config, Instance<EmbeddedBridge> bridge,
            Instance<ConferenceService> conferences, BridgeCatalog catalog, Clock clock) {
        if (!started) {
            return;
        }
        bridge.get().takeUp();
        dialIn(config).ifPresent(bridge.get()::takeCalls);
        if (!apart(config)) {
            conferences.get().bridgeRestarted(catalog.own(EMBEDDED), clock.instant());
        }
    }

    void stop(@Observes ShutdownEvent event, Instance<EmbeddedBridge> bridge) {
        if (started) {
            bridge.get().close();
        }
    }

    private static EmbeddedBridgeConfig settings(BridgeheadConfig config, Secrets secrets) {
        BridgeheadConfig.Bridge.Embedded embedded = config.bridge().embedded();
        String media = embedded.mediaHost();
        if (media.equals("0.0.0.0")) {
            media = LocalAddress.reachable();
            LOG.infof("Telephones send their audio to %s; set bridgehead.bridge.embedded.media-host if they cannot reach it",
                    media);
        }
        MediaConfig audio = MediaConfig.on(media).withPorts(embedded.rtpPortFrom(), embedded.rtpPortTo());
        Set<String> domains = new HashSet<>(config.domainAliases());
        domains.add(config.domain());
        Listener listener = Listener.udp(embedded.sipHost(), embedded.sipPort());
        EmbeddedBridgeConfig settings = EmbeddedBridgeConfig
                .of(embedded.sipHost().equals("0.0.0.0") ? listener.advertising(media) : listener,
                        SipUri.parse("sip:" + embedded.user() + "@" + config.domain()),
                        secrets.getOrCreate(CALL_KEY, StoreWiring::randomKey), audio)
                .withProxy(TransportAddress.parse(config.imServer().address()).destination(), domains,
                        embedded.password().orElse(null))
                .withTimeouts(config.conferenceService().ringTimeout().plusSeconds(5), HANG_UP)
                .withDialDirect(embedded.dialDirect())
                .withSessionTimers(new SessionTimers(embedded.sessionExpires()))
                .withServers(LocateSettings.of(embedded.nameServers().orElse(List.of()), DNS_TIMEOUT, List.of(),
                        embedded.deniedNetworks().orElse(List.of())))
                .withRedirects(ConferenceWiring.dialPlan(config.conferenceService().dialPlan()));
        BridgeheadConfig.Bridge.Trunk trunk = embedded.trunk();
        return trunk.address().map(address -> settings.withTrunk(trunk(trunk, TransportAddress.parse(address).destination())))
                .orElse(settings);
    }

    /** Empty if nobody is to call the bridge. */
    private static Optional<DialInSettings> dialIn(BridgeheadConfig config) {
        return Optional.ofNullable(config.bridge().dialIn().get(EMBEDDED))
                .filter(dialIn -> dialIn.number().isPresent() || dialIn.address().isPresent())
                .map(dialIn -> new DialInSettings(dialIn.number().orElse(null),
                        trunkSources(config.bridge().embedded().trunk())));
    }

    /** Where the trunk calls from: the networks named, or its address if that is no name. */
    private static Networks trunkSources(BridgeheadConfig.Bridge.Trunk trunk) {
        Optional<String> host = trunk.address().map(address -> TransportAddress.parse(address).destination().host())
                .filter(NetUtil::isValidIpV4Address);
        return Networks.of(trunk.sources().orElse(host.map(List::of).orElse(List.of())));
    }

    private static Trunk trunk(BridgeheadConfig.Bridge.Trunk trunk, Destination destination) {
        return new Trunk(destination, trunk.domain().orElse(destination.host()), trunk.callerNumber().orElse(null),
                trunk.user().orElse(null), trunk.password().orElse(null), trunk.callsPerSecond());
    }
}
