package io.bridgehead.bench;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Thousands of registered WebSocket clients, held for minutes, and how fast they are back after a restart. */
final class Hold {

    private static final int SAMPLES_PER_SECOND = 20;
    private static final double KB = 1024;
    private static final double MB = 1024 * KB;

    private final Options options;
    private final Report report;
    private final Traffic traffic = new Traffic();

    Hold(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int clients = options.number("clients", 10_000);
        int seconds = options.text("seconds", "").isEmpty() ? 60 * options.number("minutes", 10) : options.number("seconds", 0);
        try (ProductProcess product = new ProductProcess(options, List.of(Users.CONNECT_FIRST), null);
                EventLoop loop = new EventLoop()) {
            product.addAccounts(Users.names("b", clients));
            product.addAccounts(Users.names("a", 1));
            Users sender = users(loop, product, "a", 1);
            sender.register();
            // What the first clients make the product load and compile is not what a client costs.
            Users first = users(loop, product, "b", Math.min(clients, 200));
            first.register();
            first.disconnect();
            Pause.millis(2000);
            OptionalLong empty = product.liveHeap();
            double rss = Memory.of(product.pid()).rss();
            long start = System.nanoTime();
            Users receivers = users(loop, product, "b", clients);
            receivers.register();
            report.line("%,d clients over WebSocket connected and registered in %.1f s", clients, since(start));
            tellMemory(product, clients, empty, rss);
            hold(loop, product, sender, receivers, clients, seconds);
            tellMemory(product, clients, empty, rss);
            restart(loop, product, sender, receivers, clients);
        }
    }

    private Users users(EventLoop loop, ProductProcess product, String letter, int count) {
        return new Users(loop, product.address(Transport.WS), Server.DOMAIN, Transport.WS, Users.names(letter, count), traffic,
                request -> {
                });
    }

    private void tellMemory(ProductProcess product, int clients, OptionalLong empty, double rssBefore) {
        OptionalLong heap = product.liveHeap();
        double rss = Memory.of(product.pid()).rss();
        if (heap.isPresent()) {
            report.line("  heap after a collection %.1f MB, without clients %.1f MB: %.1f kB per client", heap.getAsLong() / MB,
                    empty.getAsLong() / MB, (heap.getAsLong() - empty.getAsLong()) / KB / clients);
        }
        report.line("  resident memory %.0f MB, without clients %.0f MB: %.1f kB per client", rss, rssBefore,
                (rss - rssBefore) * KB / clients);
    }

    /** Messages to clients at random, and a ping from each client once a minute. */
    private void hold(EventLoop loop, ProductProcess product, Users sender, Users receivers, int clients, int seconds) {
        Mail mail = new Mail(true, true);
        Pacer messages = new Pacer(loop, SAMPLES_PER_SECOND,
                () -> mail.send(sender, "b" + ThreadLocalRandom.current().nextInt(clients)));
        int pingRate = Math.max(1, clients / 60);
        int[] next = new int[1];
        Pacer pings = new Pacer(loop, pingRate, () -> receivers.get(next[0]++).ping());
        CpuTimes before = CpuTimes.of(product.pid());
        loop.call(() -> {
            traffic.clear();
            messages.start(SAMPLES_PER_SECOND * seconds);
            pings.start(pingRate * seconds);
            return null;
        });
        Pause.millis(TimeUnit.SECONDS.toMillis(seconds));
        sender.await("the last answers", () -> traffic.open == 0 && messages.isDone() && pings.isDone());
        CpuTimes used = CpuTimes.of(product.pid()).since(before);
        report.line("Held for %.1f minutes: %d of %,d connections dropped; messages to random clients: %s; %s", seconds / 60.0,
                loop.call(() -> traffic.dropped), clients, loop.call(traffic::toString),
                loop.call(traffic.roundTrips::toString));
        report.line(
                "  keep-alives: %,d pings of clients answered of %,d, %,d pings of the server answered; product %.3f processors",
                loop.call(() -> traffic.ponged), pingRate * seconds, loop.call(() -> traffic.pinged),
                used.total() / used.seconds());
    }

    /** All come back at once. */
    private void restart(EventLoop loop, ProductProcess product, Users sender, Users receivers, int clients) {
        long start = System.nanoTime();
        product.restart();
        double down = since(start);
        long ready = System.nanoTime();
        for (Users users : List.of(sender, receivers)) {
            users.connect();
            users.register();
        }
        report.line(
                "Restart: ready again after %.1f s; %,d clients connected and registered %.1f s after that (%,d connections had been "
                        + "cut)",
                down, clients, since(ready), loop.call(() -> traffic.dropped));
        product.complaints().forEach(line -> report.line("  said: %s", line));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
