package io.bridgehead.sip.transport;

import java.util.concurrent.Executor;

import io.bridgehead.sip.message.MessageLimits;

/** What all connections of one stack share. */
record ConnectionContext(EventLoops loops, MessageLimits messageLimits, TransportLimits limits, TransportCounters counters,
        FlowTable flows, Executor executor, Inbound inbound) {
}
