package io.bridgehead.app.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.quarkus.main.events.AfterStart;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.folder.BridgeFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Bridges: how many there are and how many work, and the files that plug them in. */
@ApplicationScoped
class BridgeMetrics {

    private static final String PREFIX = "bridgehead.bridge.";

    void bind(@Observes AfterStart event, BridgeheadConfig config, MeterRegistry registry, BridgeCatalog catalog,
            Instance<BridgeFolder> folder) {
        if (!config.roles().contains(Role.CONFERENCE_SERVICE)) {
            return;
        }
        Gauge.builder(PREFIX + "known", catalog, known -> known.bridges().size()).description("Bridges there are")
                .register(registry);
        Gauge.builder(PREFIX + "available", catalog, known -> known.bridges().stream().filter(known::available).count())
                .description("Bridges believed to work").register(registry);
        BridgeFolder files = folder.get();
        Gauge.builder(PREFIX + "files", files, BridgeFolder::inUse).tag("state", "used").description("Files of bridges")
                .register(registry);
        Gauge.builder(PREFIX + "files", files, all -> all.refused().size()).tag("state", "refused")
                .description("Files of bridges").register(registry);
    }
}
