package io.bridgehead.bridge.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bridgehead.conference.LegId;

/** Where the bridge writes down its legs, so that calls survive the process. What is written keeps its order. */
public interface KeptLegs {

    /** Keeps nothing: calls end with the process. */
    KeptLegs NONE = new KeptLegs() {
        @Override
        public CompletionStage<Void> keep(KeptLeg leg) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void note(KeptLeg leg) {
            // nobody will ask
        }

        @Override
        public void forget(LegId leg) {
            // was never kept
        }

        @Override
        public List<KeptLeg> all() {
            return List.of();
        }
    };

    /** Writes a leg, or what has become of it; completes once it is durable. */
    CompletionStage<Void> keep(KeptLeg leg);

    /** The same, but durable only with whatever is written next. */
    void note(KeptLeg leg);

    /** A leg is over and told. Not durable at once. */
    void forget(LegId leg);

    /** All legs of the last run of this process; blocks. */
    List<KeptLeg> all();
}
