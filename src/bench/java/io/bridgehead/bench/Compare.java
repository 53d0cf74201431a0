package io.bridgehead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same work on Kamailio and on the product, in turn: what a message costs, and how many of them each holds. */
final class Compare {

    private final Options options;
    private final Report report;
    private final List<Cell> cells = new ArrayList<>();

    Compare(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        long start = System.nanoTime();
        List<String> servers = options.list("servers", "kamailio,bridgehead");
        if (servers.contains("kamailio")) {
            report.line("Kamailio: %s", KamailioProcess.version());
        }
        report.line("Java %s, %d processors, Linux %s", System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"));
        for (String work : options.list("cases", "relay,digest,log")) {
            for (String transport : options.list("transports", "udp,tcp,ws")) {
                for (String server : servers) {
                    measure(Work.valueOf(work.toUpperCase(Locale.ROOT)), Transport.of(transport), server);
                }
            }
        }
        print();
        report.line("%nAll of it took %.1f minutes.", (System.nanoTime() - start) / 60e9);
    }

    private void measure(Work work, Transport transport, String name) {
        boolean withPostgres = work == Work.LOG && options.text("database", "sqlite").equals("postgresql");
        int users = options.number("users", 100);
        try (PostgresProcess postgres = withPostgres ? new PostgresProcess(options) : null;
                Server server = start(work, name, postgres)) {
            server.addAccounts(Load.accounts(users));
            try (Load load = new Load(server, transport, users, work.mail())) {
                WarmUp.run(load, options, server, report);
                measure(load, work, transport, server);
                if (work == Work.LOG) {
                    report.line("%s: %,d messages answered 200, %,d rows in the log", server.name(), load.answered(),
                            server.logged());
                }
                server.complaints().forEach(line -> report.line("  %s said: %s", server.name(), line));
            }
        }
    }

    private Server start(Work work, String name, PostgresProcess postgres) {
        return switch (name) {
            case "kamailio" -> {
                List<String> defines = new ArrayList<>(work.defines());
                defines.addAll(options.all("define"));
                yield new KamailioProcess(options, defines, options.number("workers", 4), postgres);
            }
            case "bridgehead" -> new ProductProcess(options, work.settings(), postgres);
            default -> throw new IllegalArgumentException("No such server: " + name);
        };
    }

    private void measure(Load load, Work work, Transport transport, Server server) {
        double seconds = options.number("seconds", 5);
        Sample held = null;
        int missed = Integer.MAX_VALUE;
        for (int rate : options.list("rates", "2000,5000").stream().mapToInt(Integer::parseInt).toArray()) {
            if (rate < missed) {
                Sample sample = load.run(rate, seconds);
                add(new Cell(work, transport, server.name(), false, sample));
                held = sample.isHeld() ? sample : held;
                missed = sample.isHeld() ? missed : rate;
                load.settle();
            }
        }
        if (!options.text("highest", "yes").equals("no")) {
            add(new Cell(work, transport, server.name(), true, new HighestRate(rate -> {
                Sample sample = load.run(rate, seconds);
                load.settle();
                return sample;
            }).find(held, missed)));
        }
        int profiled = held == null ? options.number("warmup-rate", 2000) : held.rate();
        if (server instanceof ProductProcess) {
            Profile.take(options, server.pid(), report, () -> load.run(profiled, 2 * seconds));
        }
    }

    private void add(Cell cell) {
        cells.add(cell);
        report.line("%s", cell.summary());
    }

    private void print() {
        for (Work work : Work.values()) {
            List<Cell> rows = cells.stream().filter(cell -> cell.work() == work).toList();
            if (!rows.isEmpty()) {
                report.line("%n**%s**%n", work.title());
                report.line(
                        "| transport | server | messages/s | CPU µs per message | p50 / p99, ms | kB allocated per message | memory, MB |");
                report.line("|---|---|---|---|---|---|---|");
                rows.forEach(cell -> report.line("%s", cell.row()));
            }
        }
    }
}
