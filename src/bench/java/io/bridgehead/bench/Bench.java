package io.bridgehead.bench;

import java.util.Arrays;
import java.util.List;

/** Measures what things cost: {@code message}, {@code log} or {@code conference}, then options. See docs/performance.md. */
public final class Bench {

    private Bench() {
    }

    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        String what = given.isEmpty() ? "" : given.get(0);
        Report report = new Report(System.out);
        switch (what) {
            case "compare" -> new Compare(new Options(given.subList(1, given.size())), report).run();
            case "message" -> new MessageCost(new Options(given.subList(1, given.size())), report).run();
            case "log" -> new LogCost(new Options(given.subList(1, given.size())), report).run();
            case "conference" -> new ConferenceCost(new Options(given.subList(1, given.size())), report).run();
            default -> {
                System.err.println("Usage: src/bench/run compare|message|log|conference [--name=value]...");
                System.exit(2);
            }
        }
    }
}
