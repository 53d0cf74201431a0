package io.bridgehead.sip.transport;

/** Where a message is sent: an address still to be reached, or a flow that exists. */
public sealed interface Target permits Destination, Flow {
}
