package io.bridgehead.sip.proxy;

import java.util.Optional;

import io.bridgehead.sip.message.SipUri;

/** Knows by which connection a device is reached now, for calls that outlive the connection they began on. */
@FunctionalInterface
public interface ContactFlows {

    /** Knows nothing. */
    ContactFlows NONE = (aor, contact) -> Optional.empty();

    /**
     * Must not block.
     *
     * @param aor the user's address as From or To writes it
     * @param contact the device's contact; its parameters may differ from the registered ones
     * @return the id of the connection by which that user has registered a contact of the same user, host and port
     */
    Optional<String> flowOf(SipUri aor, SipUri contact);
}
