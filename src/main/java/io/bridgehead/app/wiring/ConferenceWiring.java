package io.bridgehead.app.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.ConferenceRepository;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.DefaultConferenceService;
import io.bridgehead.store.Database;
import io.bridgehead.store.Outbox;
import io.bridgehead.store.SqlConferenceRepository;

/** The core of the conference service, its repository and the bridges it may use. */
@ApplicationScoped
class ConferenceWiring {

    /** Longer than any route works on a row: what is lent out longer belongs to a process that died. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Produces
    @Singleton
    Outbox outbox(Database database, BridgeheadConfig config) {
        return new Outbox(database, Clock.systemUTC(), config.processName(), LEASE);
    }

    @Produces
    @Singleton
    ConferenceRepository repository(Database database, Outbox outbox) {
        return new SqlConferenceRepository(database, outbox);
    }

    @Produces
    @Singleton
    BridgeCatalog catalog(BridgeheadConfig config) {
        return new BridgeCatalog(config.bridge().names(), config.bridge().defaultBridge(), List.of());
    }

    @Produces
    @Singleton
    ConferenceService conferences(ConferenceRepository repository, BridgeCatalog catalog, BridgeheadConfig config) {
        ConferencePolicy defaults = ConferencePolicy.defaults();
        ConferencePolicy policy = new ConferencePolicy(config.conferenceService().ringTimeout(), defaults.hangUpTimeout(),
                defaults.maxLength(), defaults.dialPlan());
        return new DefaultConferenceService(repository, catalog, policy);
    }
}
