package io.bridgehead.app.cli;

import io.bridgehead.bridge.conformance.BridgeUnderTest;
import io.bridgehead.bridge.conformance.EventRecorder;

/** Starts what a bridge needs to be checked, in place of the server. */
@FunctionalInterface
public interface CheckedBridge {

    /** What is given the checks. */
    @FunctionalInterface
    interface Checks {

        /** Runs them and gives the exit code. */
        int run(BridgeUnderTest bridge, EventRecorder events);
    }

    /**
     * Starts, runs the checks, and gives their exit code.
     *
     * @throws IllegalArgumentException if there is no such bridge; names those there are
     */
    int run(String bridge, Checks checks);
}
