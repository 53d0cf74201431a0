package io.bridgehead.app.config;

/** A part of the product that a process may hold; see {@code bridgehead.roles}. */
public enum Role {
    /** Registrar, message relay and log: {@code im-server}. */
    IM_SERVER,
    /** Takes SOAP out of messages and puts statuses into messages: {@code gateway}. */
    GATEWAY,
    /** The conference web service and the core: {@code conference-service}. */
    CONFERENCE_SERVICE,
    /** The bridge in the box: {@code bridge}. */
    BRIDGE
}
