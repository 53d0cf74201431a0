package io.bridgehead.sip.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** In which order several targets are tried (RFC 3261 section 16.6). Each step's targets are asked at the same time. */
public enum Forking {
    /** All at once. */
    PARALLEL,
    /** One after another, the preferred one first. */
    SERIAL,
    /** Those of the highest preference at once, then those of the next. */
    Q;

    /** The steps in their order; no step is empty. Targets of equal preference keep their order. */
    List<List<ProxyTarget>> steps(List<ProxyTarget> targets) {
        return switch (this) {
            case PARALLEL -> List.of(targets);
            case SERIAL ->
                targets.stream().sorted(Comparator.comparingInt(ProxyTarget::quality).reversed()).map(List::of).toList();
            case Q -> {
                TreeMap<Integer, List<ProxyTarget>> byQuality = new TreeMap<>(Comparator.reverseOrder());
                targets.forEach(target -> byQuality.computeIfAbsent(target.quality(), q -> new ArrayList<>()).add(target));
                yield List.copyOf(byQuality.values());
            }
        };
    }
}
