package io.bridgehead.app.outbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which processes are gone: those whose number has stood still for a while. The while is counted in looks that succeeded, so
 * that neither another clock nor a database that was away makes a process seem gone.
 */
final class GoneProcesses {

    private final int patience;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Integer> still = new HashMap<>();

    /** @param patience after so many looks at the same number a process is gone */
    GoneProcesses(int patience) {
        this.patience = patience;
    }

    /** @param seen the numbers of the other processes now */
    Set<String> look(Map<String, Long> seen) {
        Set<String> gone = new HashSet<>();
        seen.forEach((process, number) -> {
            if (number.equals(numbers.put(process, number))) {
                if (still.merge(process, 1, Integer::sum) >= patience) {
                    gone.add(process);
                }
            } else {
                still.remove(process);
            }
        });
        return gone;
    }
}
