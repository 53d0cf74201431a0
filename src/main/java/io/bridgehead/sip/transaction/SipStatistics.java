package io.bridgehead.sip.transaction;

/**
 * Counters since the start of a stack.
 *
 * @param requestsReceived valid requests, retransmissions included
 * @param responsesReceived valid responses
 * @param retransmissionsAbsorbed requests that a server transaction recognised as repeated
 * @param malformedDropped what was thrown away without an answer
 * @param refusedByLimit connections and requests refused by a limit
 * @param connections accepted connections open now
 */
public record SipStatistics(long requestsReceived, long responsesReceived, long retransmissionsAbsorbed, long malformedDropped,
        long refusedByLimit, int connections) {
}
