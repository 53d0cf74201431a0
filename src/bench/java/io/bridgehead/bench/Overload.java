package io.bridgehead.bench;

import java.util.function.IntFunction;

/**
 * Three times what the product holds: what still gets through, what is refused, what it costs in memory, and whether it
 * recovers.
 */
final class Overload {

    private final Options options;
    private final Report report;

    Overload(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int users = options.number("users", 100);
        int seconds = options.number("seconds", 10);
        Transport transport = Transport.of(options.text("transport", "tcp"));
        try (ProductProcess product = new ProductProcess(options)) {
            product.addAccounts(Load.accounts(users));
            try (Load load = new Load(product, transport, users, new Mail(true, true))) {
                WarmUp.run(load, options, product, report);
                int held = held(load);
                int offered = (int) (held * Double.parseDouble(options.text("factor", "3")));
                report.line("%s: held %,d/s; memory %.0f MB. Offered %,d/s for %d s:", transport, held,
                        Memory.of(product.pid()).rss(),
                        offered, seconds);
                tell(load.run(offered, seconds), seconds);
                load.settle();
                report.line("Afterwards %,d/s, which was held before:", held);
                tell(load.run(held, seconds), seconds);
                product.complaints().forEach(line -> report.line("  said: %s", line));
            }
        }
    }

    /** {@code --held}, or what the product turns out to hold now. */
    private int held(Load load) {
        int given = options.number("held", 0);
        if (given > 0) {
            return given;
        }
        IntFunction<Sample> run = rate -> {
            Sample sample = load.run(rate, options.number("step-seconds", 4));
            load.settle();
            return sample;
        };
        int from = options.number("from", 1000);
        Sample first = run.apply(from);
        Sample highest = new HighestRate(run).find(first.isHeld() ? first : null, first.isHeld() ? Integer.MAX_VALUE : from);
        if (highest == null) {
            throw new IllegalStateException("The product holds not even the lowest rate");
        }
        return highest.rate();
    }

    private void tell(Sample sample, int seconds) {
        report.line("  sent %,.0f/s, goodput %,.0f/s; %s; %.0f µs CPU per message answered 200; memory %.0f MB; %s",
                sample.sentPerSecond(), sample.ok() / Math.max(seconds, sample.used().cpu().seconds()), sample.traffic(),
                sample.used().microsPer(Math.max(1, sample.ok())), sample.memory().rss(),
                sample.isHeld() ? "held" : String.join(", ", sample.troubles()));
    }
}
