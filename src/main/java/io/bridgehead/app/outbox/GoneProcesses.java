package io.bridgehead.app.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which processes are gone: those whose number has stood still for a while. The while is counted in looks that succeeded, so
 * that neither another clock nor a database that was away makes a process seem gone.
 */
final class GoneProcesses {

    private final int patience;
    private final int memory;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Integer> still = new HashMap<>();

    /**
     * @param patience after so many looks at the same number a process is gone
     * @param memory after so many it is not expected back
     */
    GoneProcesses(int patience, int memory) {
        this.patience = patience;
        this.memory = memory;
    }

    /** @param seen the numbers of the other processes now */
    void look(Map<String, Long> seen) {
        numbers.keySet().retainAll(seen.keySet());
        still.keySet().retainAll(seen.keySet());
        seen.forEach((process, number) -> {
            if (number.equals(numbers.put(process, number))) {
                still.merge(process, 1, Integer::sum);
            } else {
                still.remove(process);
            }
        });
    }

    /** Those that are gone, whether or not they are expected back. */
    Set<String> gone() {
        return stillFor(patience);
    }

    /** Those that are not expected back, with the number they have stopped at. */
    Map<String, Long> forGood() {
        return stillFor(memory).stream().collect(Collectors.toMap(process -> process, numbers::get));
    }

    private Set<String> stillFor(int looks) {
        return still.entrySet().stream().filter(process -> process.getValue() >= looks).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
