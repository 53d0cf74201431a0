package io.bridgehead.bench;

/** CPU time of a MESSAGE through the product as it is shipped: authenticated, logged durably, signed and relayed. */
final class MessageCost {

    private final Options options;
    private final Report report;

    MessageCost(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        Transport transport = Transport.of(options.text("transport", "tcp"));
        int users = options.number("users", 100);
        int rate = options.number("rate", 1000);
        int seconds = options.number("seconds", 10);
        boolean soap = options.text("body", "soap").equals("soap");
        try (ProductProcess product = new ProductProcess(options)) {
            product.addAccounts(Load.accounts(users));
            try (Load load = new Load(product, transport, users, new Mail(soap, true))) {
                report.line("%s, %d senders and %d receivers, %d messages/s, body %s", transport, users, users, rate,
                        soap ? "SOAP" : "text");
                // A cold JVM gets a quarter of the load at first, lest it spend the run on a backlog.
                int warmUp = options.number("warmup", 20);
                load.run(Math.max(1, rate / 4), warmUp / 2.0);
                report.line("Warmed up: %s", load.run(rate, warmUp / 2.0).traffic());
                for (int run = 0; run < options.number("runs", 3); run++) {
                    Sample sample = load.run(rate, seconds);
                    report.run("message", sample.ok(), sample.used().cpu());
                    report.line("  %s", sample.traffic());
                }
                report.median("message");
                Profile.take(options, product.pid(), report, () -> load.run(rate, seconds));
            }
        }
    }
}
