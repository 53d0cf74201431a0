package io.bridgehead.bench;

import java.util.Arrays;
import java.util.List;

/** Measures what things cost: the name of a measurement, then options. See docs/performance.md. */
public final class Bench {

    private Bench() {
    }

    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        String what = given.isEmpty() ? "" : given.get(0);
        Report report = new Report(System.out);
        Options options = new Options(given.isEmpty() ? given : given.subList(1, given.size()));
        switch (what) {
            case "compare" -> new Compare(options, report).run();
            case "message" -> new MessageCost(options, report).run();
            case "codec" -> new CodecCost(options).run();
            case "log" -> new LogCost(options, report).run();
            case "mixing" -> new MixingCost(options, report).run();
            case "conference" -> new ConferenceCost(options, report).run();
            case "idle" -> new IdleCost(options, report).run();
            case "users" -> new UserCount(options, report).run();
            case "hold" -> new Hold(options, report).run();
            case "hostile" -> new Hostile(options, report).run();
            case "overload" -> new Overload(options, report).run();
            default -> {
                System.err.println(
                        "Usage: src/bench/run compare|message|codec|log|mixing|conference|idle|users|hold|hostile|overload [--name=value]...");
                System.exit(2);
            }
        }
    }
}
