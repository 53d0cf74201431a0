package io.bridgehead.bridge.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bridgehead.conference.LegId;

/** What a database keeps; frozen, it keeps nothing more, as after the death of the process that would write. */
final class InMemoryKeptLegs implements KeptLegs {

    private final Map<LegId, KeptLeg> legs = new LinkedHashMap<>();
    private boolean frozen;
    CompletionStage<Void> result = CompletableFuture.completedFuture(null);

    @Override
    public synchronized CompletionStage<Void> keep(KeptLeg leg) {
        note(leg);
        return result;
    }

    @Override
    public synchronized void note(KeptLeg leg) {
        if (!frozen) {
            legs.put(leg.leg(), leg);
        }
    }

    @Override
    public synchronized void forget(LegId leg) {
        if (!frozen) {
            legs.remove(leg);
        }
    }

    @Override
    public synchronized List<KeptLeg> all() {
        return List.copyOf(legs.values());
    }

    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
    }
}
