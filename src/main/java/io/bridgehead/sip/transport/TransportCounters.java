package io.bridgehead.sip.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the transports of one stack counted since its start. */
public final class TransportCounters {
    private final Map<SipTransport, LongAdder> requests = adders(SipTransport.class);
    private final Map<SipTransport, LongAdder> responses = adders(SipTransport.class);
    private final Map<SipTransport, LongAdder> sent = adders(SipTransport.class);
    private final Map<Refusal, LongAdder> refusals = adders(Refusal.class);
    final LongAdder pings = new LongAdder();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicLong partialBytes = new AtomicLong();

    TransportCounters() {
    }

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
        Map<K, LongAdder> adders = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    void request(SipTransport transport) {
        requests.get(transport).increment();
    }

    void response(SipTransport transport) {
        responses.get(transport).increment();
    }

    void countSent(SipTransport transport) {
        sent.get(transport).increment();
    }

    void refuse(Refusal why) {
        refusals.get(why).increment();
    }

    /** Valid requests received. */
    public long requests(SipTransport transport) {
        return requests.get(transport).sum();
    }

    /** Valid responses received. */
    public long responses(SipTransport transport) {
        return responses.get(transport).sum();
    }

    /** Messages handed to a socket, retransmissions included. */
    public long sent(SipTransport transport) {
        return sent.get(transport).sum();
    }

    /** Messages and connections refused for that reason. */
    public long refused(Refusal why) {
        return refusals.get(why).sum();
    }

    /** Valid requests received over all transports. */
    public long requests() {
        return sum(requests);
    }

    /** Valid responses received over all transports. */
    public long responses() {
        return sum(responses);
    }

    /** What was thrown away without an answer. */
    public long malformed() {
        return refused(Refusal.MALFORMED);
    }

    /** Connections and requests refused by a limit. */
    public long refused() {
        return sum(refusals) - refused(Refusal.MALFORMED) - refused(Refusal.INVALID);
    }

    /** Accepted connections open now. */
    public int connections() {
        return connections.get();
    }

    /** Bytes now held of messages whose end has not come. */
    public long partialBytes() {
        return partialBytes.get();
    }

    /** WebSocket pings sent. */
    public long pings() {
        return pings.sum();
    }

    private static long sum(Map<?, LongAdder> adders) {
        return adders.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
