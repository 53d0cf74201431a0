package io.bridgehead.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What a good client feels of sockets that hardly send and of packets that are garbage. */
final class Hostile {

    private static final int SOCKETS_PER_ADDRESS = 50;
    /** The addresses of this machine count as those of strangers, for whom there are limits. */
    private static final List<String> LIMITED = List.of("bridgehead.sip.limits.trusted-addresses=::1");

    private final Options options;
    private final Report report;
    private final List<SlowSocket> sockets = new ArrayList<>();

    Hostile(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int rate = options.number("rate", 50);
        int seconds = options.number("seconds", 30);
        int slow = options.number("sockets", 500);
        int garbage = options.number("garbage", 1000);
        Transport transport = Transport.of(options.text("transport", "tcp"));
        try (ProductProcess product = new ProductProcess(options, LIMITED, null)) {
            product.addAccounts(Load.accounts(10));
            try (Load load = new Load(product, transport, 10, new Mail(true, true)); EventLoop loop = new EventLoop()) {
                WarmUp.run(load, options, product, report);
                report.line("Good clients, %d messages/s over %s, alone:%n  %s", rate, transport,
                        load.run(rate, seconds).traffic());
                Garbage packets = loop.call(() -> new Garbage(loop, product.address(Transport.UDP)));
                Pacer noise = new Pacer(loop, garbage, packets::send);
                Pacer drips = new Pacer(loop, slow, drips(loop, product, slow));
                loop.call(() -> {
                    noise.start(Integer.MAX_VALUE);
                    drips.start(Integer.MAX_VALUE);
                    return null;
                });
                Sample sample = load.run(rate, seconds);
                report.line(
                        "Beside %d slow sockets, a byte each second, and %,d packets of garbage per second:%n  %s; product %.2f "
                                + "processors, memory %.0f MB",
                        slow, garbage, sample.traffic(),
                        sample.used().cpu().total() / sample.used().cpu().seconds(), sample.memory().rss());
                report.line("  %s; slow sockets ended by the server %,d times", packets,
                        loop.call(() -> sockets.stream().mapToInt(SlowSocket::closings).sum()));
                product.complaints().forEach(line -> report.line("  said: %s", line));
            }
        }
    }

    /** One byte on the next socket; half of the sockets are TCP, half WebSocket that never get beyond the handshake. */
    private Runnable drips(EventLoop loop, ProductProcess product, int count) {
        for (int i = 0; i < count; i++) {
            InetSocketAddress local = new InetSocketAddress("127.98.0." + (2 + i / SOCKETS_PER_ADDRESS), 0);
            InetSocketAddress server = product.address(i % 2 == 0 ? Transport.TCP : Transport.WS);
            sockets.add(new SlowSocket(socket -> loop.open(Transport.TCP, local, server, socket)));
        }
        int[] next = new int[1];
        return () -> sockets.get(next[0]++ % count).drip();
    }
}
