package io.bridgehead.test.interop;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tries one ability after the other on all clients at once, and remembers how each did. */
public final class Trials implements AutoCloseable {

    /** What is done to a client to see whether it has an ability; throws if it has not. */
    @FunctionalInterface
    public interface Trial {
        void on(Peer peer);
    }

    private final List<Peer> peers;
    private final Map<Peer, Map<Ability, CompletableFuture<Void>>> results = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public Trials(List<Peer> peers) {
        this.peers = List.copyOf(peers);
        peers.forEach(peer -> results.put(peer, new EnumMap<>(Ability.class)));
    }

    /** Those of whom an ability can be asked. */
    public List<Peer> peers(Ability ability) {
        return peers.stream().filter(peer -> !peer.cannot().containsKey(ability)).toList();
    }

    /** Tries all at once and waits for the last. Who has never registered is not tried further. */
    public void run(Ability ability, Trial trial) {
        for (Peer peer : peers(ability)) {
            CompletableFuture<Void> registered = results.get(peer).getOrDefault(Ability.REGISTERS,
                    CompletableFuture.completedFuture(null));
            results.get(peer).put(ability, registered.thenRunAsync(() -> trial.on(peer), threads));
        }
        peers(ability).forEach(peer -> results.get(peer).get(ability).handle((done, failure) -> null).join());
    }

    /** Throws what went wrong, with all that the client printed. */
    public void check(Peer peer, Ability ability) {
        try {
            results.get(peer).get(ability).join();
        } catch (CompletionException e) {
            throw new AssertionError(peer + " " + ability + ": " + e.getCause().getMessage() + "\n" + peer.output(),
                    e.getCause());
        }
    }

    /** Whether it has shown the ability. */
    public boolean has(Peer peer, Ability ability) {
        CompletableFuture<Void> result = results.get(peer).get(ability);
        return result != null && result.isDone() && !result.isCompletedExceptionally();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        peers.forEach(Peer::close);
    }
}
