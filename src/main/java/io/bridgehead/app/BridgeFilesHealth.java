package io.bridgehead.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.folder.BridgeFolder;

/** Which files of bridges are refused, and why. Always up: a wrong file stops nothing else. */
@Readiness
@ApplicationScoped
class BridgeFilesHealth implements HealthCheck {

    private final BridgeheadConfig config;
    private final Instance<BridgeFolder> folder;

    BridgeFilesHealth(BridgeheadConfig config, Instance<BridgeFolder> folder) {
        this.config = config;
        this.folder = folder;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("bridge-files").up();
        if (config.roles().contains(Role.CONFERENCE_SERVICE)) {
            response.withData("used", folder.get().inUse());
            folder.get().refused().forEach(response::withData);
        }
        return response.build();
    }
}
