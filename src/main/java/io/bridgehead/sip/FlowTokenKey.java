package io.bridgehead.sip;

/**
 * The key that signs our Record-Route. A bean of this type in the registry lets calls outlive a restart; without one the
 * component makes a key of its own at each start.
 */
@FunctionalInterface
public interface FlowTokenKey {

    /** At least 16 bytes, the same at every start and in every process behind the same address. */
    byte[] bytes();
}
