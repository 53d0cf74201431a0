package io.bridgehead.app.outbox;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.apache.camel.CamelContext;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.conference.OutboxEntry.Topic;
import io.bridgehead.store.Outbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** One worker for each topic, where the conference service runs. */
@ApplicationScoped
class OutboxWorkers {

    private final List<OutboxWorker> workers = new ArrayList<>();

    void start(@Observes StartupEvent event, BridgeheadConfig config, Instance<Outbox> outbox, CamelContext camel) {
        if (!config.roles().contains(Role.CONFERENCE_SERVICE)) {
            return;
        }
        outbox.get().recover();
        workers.add(new OutboxWorker(outbox.get(), Topic.BRIDGE, "direct:bridge-dispatch", camel));
        workers.add(new OutboxWorker(outbox.get(), Topic.STATUS, "direct:report-status", camel));
        workers.forEach(OutboxWorker::start);
    }

    void stop(@Observes ShutdownEvent event) {
        workers.forEach(OutboxWorker::close);
    }
}
