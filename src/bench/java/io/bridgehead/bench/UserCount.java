package io.bridgehead.bench;

import java.util.List;

/** Whether a message costs more where there are more users. */
final class UserCount {

    private final Options options;
    private final Report report;

    UserCount(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int[] counts = options.list("counts", "10,100,1000,10000").stream().mapToInt(Integer::parseInt).toArray();
        int rate = options.number("rate", 1000);
        Transport transport = Transport.of(options.text("transport", "tcp"));
        try (ProductProcess product = new ProductProcess(options, List.of(Users.CONNECT_FIRST), null)) {
            int most = 0;
            for (int count : counts) {
                most = Math.max(most, count);
            }
            product.addAccounts(Load.accounts(most / 2));
            try (Load load = new Load(product, transport, Math.min(most / 2, 100), new Mail(true, true))) {
                WarmUp.run(load, options, product, report);
            }
            report.line(
                    "%n| users, all registered over %s | CPU µs per message at %,d/s | p50 / p99, ms | memory, MB |%n|---|---|---|---|",
                    transport,
                    rate);
            for (int count : counts) {
                measure(product, transport, count, rate);
            }
        }
    }

    private void measure(ProductProcess product, Transport transport, int count, int rate) {
        try (Load load = new Load(product, transport, count / 2, new Mail(true, true))) {
            // Everybody is challenged once.
            load.run(rate, Math.max(1, count / (double) rate));
            load.settle();
            Sample sample = load.run(rate, options.number("seconds", 10));
            report.line("| %,d | %.0f, without compiling %.0f | %.1f / %.1f | %.0f |%s", count,
                    sample.used().microsPer(sample.ok()),
                    sample.used().microsPer(sample.ok()) - sample.used().compilerMicrosPer(sample.ok()), sample.p50(),
                    sample.p99(),
                    sample.memory().pss(), sample.isHeld() ? "" : " not held: " + String.join(", ", sample.troubles()));
        }
    }
}
