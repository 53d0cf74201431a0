package io.bridgehead.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Senders and receivers at one server, everybody with a line, and messages from the ones to the others at any rate. */
final class Load implements AutoCloseable {

    /** How long a run waits for the last answers. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final int POLL_MILLIS = 20;
    private static final int SETTLE_ATTEMPTS = 40;
    private static final int SETTLE_MILLIS = 500;
    /** Share of a processor that an idle server may use. */
    private static final double IDLE = 0.1;

    private final Server server;
    private final EventLoop loop = new EventLoop();
    private final Traffic traffic = new Traffic();
    private final Users senders;
    private final Mail mail;
    private final Pacer pacer;
    private final Backlog backlog;
    private long answered;

    /** Opens and registers as many senders as receivers: the users a0, a1 … and b0, b1 …, who need accounts. */
    Load(Server server, Transport transport, int users, Mail mail) {
        this.server = server;
        this.mail = mail;
        Users receivers = users(transport, "b", users);
        receivers.register();
        this.senders = users(transport, "a", users);
        // A connection without any request would not be kept.
        senders.register();
        this.pacer = new Pacer(loop, 1, this::send);
        this.backlog = new Backlog(traffic, pacer);
        loop.onTick(backlog);
    }

    /** The accounts that a load of so many senders needs. */
    static List<String> accounts(int users) {
        return Stream.of("a", "b").flatMap(letter -> Users.names(letter, users).stream()).toList();
    }

    private Users users(Transport transport, String letter, int count) {
        return new Users(loop, server.address(transport), Server.DOMAIN, transport, Users.names(letter, count), traffic,
                request -> {
                });
    }

    private void send() {
        mail.send(senders);
    }

    /** Sends for some seconds at a rate, whatever becomes of it, and waits for the answers. */
    Sample run(int rate, double seconds) {
        Reading before = Reading.of(server);
        long start = System.nanoTime();
        int count = (int) (rate * seconds);
        loop.call(() -> {
            traffic.clear();
            backlog.clear();
            pacer.perSecond(rate);
            pacer.start(count);
            return null;
        });
        while (!loop.call(pacer::isDone)) {
            Pause.millis(POLL_MILLIS);
        }
        double sending = (System.nanoTime() - start) / 1e9;
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (loop.call(() -> traffic.open) > 0 && System.nanoTime() < deadline) {
            Pause.millis(POLL_MILLIS);
        }
        Reading used = Reading.of(server).since(before);
        Memory memory = Memory.of(server.pid());
        return loop.call(() -> {
            traffic.lost += senders.abandon();
            answered += traffic.answered(200);
            return Sample.of(rate, count / sending, traffic, backlog.grew(rate), used, memory);
        });
    }

    /** Messages answered 200 in all runs together. */
    long answered() {
        return answered;
    }

    /** Waits until the server has done with what an earlier run left behind, so that the next one begins afresh. */
    void settle() {
        for (int attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
            CpuTimes before = CpuTimes.of(server.pid());
            Pause.millis(SETTLE_MILLIS);
            CpuTimes used = CpuTimes.of(server.pid()).since(before);
            if (used.total() < IDLE * used.seconds()) {
                return;
            }
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
