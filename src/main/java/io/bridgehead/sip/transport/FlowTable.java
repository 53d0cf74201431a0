package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The open connections by id and by peer, and those being opened. */
final class FlowTable {

    private record Peer(SipTransport transport, InetSocketAddress address) {
    }

    private final Map<String, ConnectionFlow> byId = new ConcurrentHashMap<>();
    private final Map<Peer, CompletableFuture<Flow>> byPeer = new ConcurrentHashMap<>();

    void add(ConnectionFlow flow) {
        byId.put(flow.id(), flow);
        if (flow.listener() != null) { // what we opened is there already, to be used once its handshakes are done
            byPeer.put(new Peer(flow.transport(), flow.remote()), CompletableFuture.completedFuture(flow));
        }
    }

    void remove(ConnectionFlow flow) {
        byId.remove(flow.id());
        byPeer.computeIfPresent(new Peer(flow.transport(), flow.remote()),
                (peer, known) -> isDead(known) ? null : known);
    }

    ConnectionFlow find(String id) {
        return byId.get(id);
    }

    /** The connection to that peer: open, being opened, or opened now; a failed attempt is forgotten. */
    CompletableFuture<Flow> toPeer(SipTransport transport, InetSocketAddress address, Supplier<CompletableFuture<Flow>> open) {
        Peer peer = new Peer(transport, address);
        CompletableFuture<Flow> mine = new CompletableFuture<>();
        CompletableFuture<Flow> used = byPeer.compute(peer, (p, known) -> known == null || isDead(known) ? mine : known);
        if (used == mine) {
            open.get().whenComplete((flow, failure) -> {
                if (failure == null) {
                    mine.complete(flow);
                } else {
                    byPeer.remove(peer, mine);
                    mine.completeExceptionally(failure);
                }
            });
        }
        return used;
    }

    private static boolean isDead(CompletableFuture<Flow> known) {
        return known.isDone() && (known.isCompletedExceptionally() || !known.join().isOpen());
    }
}
