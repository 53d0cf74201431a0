package io.bridgehead.app.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.bridgehead.bridge.conformance.EventRecorder;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The conformance kit's ear, called by route 60. */
@ApplicationScoped
@RegisterForReflection(targets = EventRecorder.class)
class BridgeCheckWiring {

    @Produces
    @Singleton
    @Unremovable
    @Named("checkedBridgeEvents")
    EventRecorder events() {
        return new EventRecorder();
    }
}
