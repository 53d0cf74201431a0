package io.bridgehead.conference;

/** What an outbox row carries. The topic of the row tells which of the two records it is. */
public sealed interface OutboxPayload permits BridgeOrder, StatusChange {
}
