package io.bridgehead.app.wiring;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.folder.BridgeContractSteps;
import io.bridgehead.bridge.folder.BridgeFileCheck;
import io.bridgehead.bridge.folder.BridgeFolder;
import io.bridgehead.bridge.folder.BridgeRoutes;
import io.bridgehead.bridge.http.HttpBridges;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.sip.transport.Networks;

/** Bridges that are plugged in by files. */
@ApplicationScoped
class BridgeFolderWiring {

    private static final Logger LOG = Logger.getLogger(BridgeFolderWiring.class);

    @Produces
    @Singleton
    @Named("bridgeFolder")
    BridgeFolder folder(BridgeheadConfig config, CamelContext camel, BridgeCatalog catalog, HttpBridges bridges,
            Config properties, Clock clock) {
        return new BridgeFolder(config.bridge().folder(),
                new BridgeFileCheck(config.bridge().names(), key -> properties.getOptionalValue(key, String.class),
                        Networks.of(config.bridge().http().allowedNetworks().orElse(List.of()))::contains),
                new BridgeRoutes(camel, catalog, bridges), clock);
    }

    @Produces
    @Singleton
    @Named("bridgeContract")
    BridgeContractSteps contract(ObjectMapper json, ConferenceService conferences) {
        return new BridgeContractSteps(json, conferences);
    }

    /** Before the outbox's workers, for whom a bridge that is not there is a reason to end its conferences. */
    void open(@Observes @Priority(100) AfterStart event, BridgeheadConfig config, Instance<BridgeFolder> folder,
            BridgeCatalog catalog) {
        if (!config.roles().contains(Role.CONFERENCE_SERVICE)) {
            return;
        }
        folder.get().open();
        Set<String> missing = catalog.missing();
        if (!missing.isEmpty()) {
            LOG.warnf(
                    "The configuration names bridges that are not there (yet): %s. Until their files lie in %s, who uses them "
                            + "is told that the bridge is unavailable",
                    String.join(", ", missing), config.bridge().folder());
        }
    }
}
