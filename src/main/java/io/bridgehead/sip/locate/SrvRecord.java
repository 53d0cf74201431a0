package io.bridgehead.sip.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * A server of a service (RFC 2782).
 *
 * @param priority 0 to 65,535; the lowest is tried first
 * @param weight 0 to 65,535: its share among those of equal priority
 * @param port 0 to 65,535
 * @param target host name without final dot; empty where the service is decidedly not available
 */
record SrvRecord(int priority, int weight, int port, String target) {

    /**
     * The records in the order in which to try them.
     *
     * @param random gives a number from 0 up to, but not including, its argument
     */
    static List<SrvRecord> inOrder(List<SrvRecord> records, IntUnaryOperator random) {
        TreeMap<Integer, List<SrvRecord>> byPriority = new TreeMap<>();
        records.stream().filter(record -> !record.target().isEmpty() && record.port() > 0)
                .forEach(record -> byPriority.computeIfAbsent(record.priority(), p -> new ArrayList<>()).add(record));
        List<SrvRecord> order = new ArrayList<>();
        for (List<SrvRecord> equal : byPriority.values()) {
            while (!equal.isEmpty()) {
                order.add(equal.remove(draw(equal, random)));
            }
        }
        return order;
    }

    /** Those of weight 0 have a small chance, too. */
    private static int draw(List<SrvRecord> equal, IntUnaryOperator random) {
        int sum = equal.stream().mapToInt(SrvRecord::weight).sum();
        int drawn = random.applyAsInt(sum + 1);
        for (int i = 0; i < equal.size(); i++) {
            drawn -= equal.get(i).weight();
            if (drawn <= 0) {
                return i;
            }
        }
        return equal.size() - 1;
    }
}
