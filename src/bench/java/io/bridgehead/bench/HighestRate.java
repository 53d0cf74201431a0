package io.bridgehead.bench;

import java.util.List;
import java.util.function.IntFunction;

/** Finds the highest rate that a server holds, by steps. */
final class HighestRate {

    private static final List<Integer> STEPS = List.of(100, 250, 500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000,
            7000, 8000, 9000, 10000, 12000, 14000, 16000, 20000);

    private final IntFunction<Sample> run;

    /** @param run one run at a rate, on a server that has settled */
    HighestRate(IntFunction<Sample> run) {
        this.run = run;
    }

    /**
     * Steps up until a rate is missed twice; steps down if already the first is missed.
     *
     * @param held the highest rate known to be held; {@code null} if none is
     * @param missed the lowest rate known to be missed, or {@link Integer#MAX_VALUE}
     * @return the run at the highest rate; {@code null} if not even the lowest step was held
     */
    Sample find(Sample held, int missed) {
        Sample best = held;
        if (best == null) {
            for (int i = STEPS.size() - 1; i >= 0 && best == null; i--) {
                best = STEPS.get(i) < missed ? held(STEPS.get(i)) : null;
            }
            return best;
        }
        for (int step : STEPS) {
            if (step > best.rate() && step < missed) {
                Sample sample = held(step);
                if (sample == null) {
                    return best;
                }
                best = sample;
            }
        }
        return best;
    }

    /** A rate may be missed once because of other work on the machine. */
    private Sample held(int rate) {
        Sample first = run.apply(rate);
        if (first.isHeld()) {
            return first;
        }
        Sample second = run.apply(rate);
        return second.isHeld() ? second : null;
    }
}
