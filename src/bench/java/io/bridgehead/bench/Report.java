package io.bridgehead.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what runs cost. */
final class Report {

    private static final double MICROS = 1e6;
    private static final double SHOWN = 0.01;

    private final PrintStream out;
    private final List<Double> results = new ArrayList<>();
    private final List<Double> withoutCompiling = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }

    /**
     * Prints one run.
     *
     * @param unit what was done, in the singular
     * @param count how often it was done
     */
    void run(String unit, int count, CpuTimes used) {
        double each = used.total() / count * MICROS;
        double compiling = used.compiling() / count * MICROS;
        results.add(each);
        withoutCompiling.add(each - compiling);
        line("%,.0f µs CPU per %s (user %,.0f, kernel %,.0f; compiling %,.0f) over %,d in %.1f s", each, unit,
                used.user() / count * MICROS, used.system() / count * MICROS, compiling, count, used.seconds());
        line("  processors in use: product %.2f, load generator %.2f, everybody else %.2f", used.total() / used.seconds(),
                used.own() / used.seconds(), used.others() / used.seconds());
        byThread(used, count);
    }

    /** Prints what living threads of one name spent, in microseconds for each of so many. */
    void byThread(CpuTimes used, double count) {
        StringBuilder threads = new StringBuilder();
        used.threads().entrySet().stream().filter(thread -> thread.getValue() > SHOWN * used.total())
                .sorted(Map.Entry.<String, Double> comparingByValue().reversed())
                .forEach(thread -> threads.append(String.format(Locale.ROOT, "  %s %.0f", thread.getKey(),
                        thread.getValue() / count * MICROS)));
        line("  by thread, µs:%s", threads);
    }

    /** How often it can be done in one second of CPU time once all is compiled, by the middle of all runs so far. */
    double perCpuSecond() {
        return MICROS / middle(withoutCompiling);
    }

    private static double middle(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    /** Prints the middle of all runs so far. */
    void median(String unit) {
        line("Median of %d runs: %,.0f µs CPU per %s, without compiling %,.0f (lowest %,.0f, highest %,.0f)", results.size(),
                middle(results), unit, middle(withoutCompiling), withoutCompiling.get(0),
                withoutCompiling.get(withoutCompiling.size() - 1));
    }
}
