package io.bridgehead.bridge.conformance;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeLegs;

/** The bridge that is checked, however it is reached. Its events go to an {@link EventRecorder}. */
@FunctionalInterface
public interface BridgeUnderTest {

    /**
     * Gives it a command and returns once it has it.
     *
     * @return what it answers to {@link BridgeCommand.ListLegs}; null to other commands, and if it cannot list
     * @throws io.bridgehead.conference.BridgeUnavailableException if it cannot be reached or cannot work
     * @throws RuntimeException if it did not take this command; the kit tries again, as the product does
     */
    BridgeLegs execute(BridgeCommand command);
}
