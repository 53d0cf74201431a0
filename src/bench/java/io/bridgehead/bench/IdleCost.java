package io.bridgehead.bench;

import java.util.List;

/** What the product costs while nobody does anything: some users are connected and registered, and that is all. */
final class IdleCost {

    private static final int MINUTE = 60;
    private static final long MILLIS = 1000;

    private final Options options;
    private final Report report;

    IdleCost(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int users = options.number("users", 20);
        boolean postgresql = options.text("database", "sqlite").equals("postgresql");
        try (PostgresProcess postgres = postgresql ? new PostgresProcess(options) : null;
                ProductProcess product = new ProductProcess(options, List.of(), postgres);
                EventLoop loop = new EventLoop()) {
            product.addAccounts(Users.names("c", users));
            Users clients = new Users(loop, product.address(Transport.TCP), Server.DOMAIN, Transport.TCP,
                    Users.names("c", users), new Traffic(), message -> {
                        throw new IllegalStateException("Nobody has sent anything");
                    });
            clients.register();
            report.line("%s, %d users registered over TCP", postgresql ? "PostgreSQL" : "SQLite", users);
            Pause.millis(options.number("warmup", MINUTE) * MILLIS);
            for (int run = 0; run < options.number("runs", 1); run++) {
                measure(product);
            }
            Profile.take(options, product.pid(), report, this::rest);
        }
    }

    private void rest() {
        Pause.millis(options.number("seconds", MINUTE) * MILLIS);
    }

    private void measure(ProductProcess product) {
        CpuTimes database = product.databasePid().isPresent() ? CpuTimes.of(product.databasePid().getAsLong()) : null;
        CpuTimes start = CpuTimes.of(product.pid());
        rest();
        CpuTimes used = CpuTimes.of(product.pid()).since(start);
        double minutes = used.seconds() / MINUTE;
        report.line("%.3f s CPU per minute, %.3f without compiling; everybody else %.2f processors", used.total() / minutes,
                (used.total() - used.compiling()) / minutes, used.others() / used.seconds());
        report.byThread(used, minutes);
        if (database != null) {
            report.line("  the database's processes: %.3f s CPU per minute",
                    CpuTimes.of(product.databasePid().getAsLong()).since(database).total() / minutes);
        }
    }
}
