package io.bridgehead.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Users with a line each, as many as wanted. */
final class Users {

    /** A server allows one address only so many connections. */
    private static final int LINES_PER_ADDRESS = 100;
    private static final int PATIENCE_SECONDS = 40;

    private final EventLoop loop;
    private final List<SipUser> users = new ArrayList<>();

    Users(EventLoop loop, InetSocketAddress server, String domain, boolean tcp, List<String> names, Traffic traffic,
            Consumer<String> onRequest) {
        this.loop = loop;
        loop.call(() -> {
            for (int i = 0; i < names.size(); i++) {
                SipUser user = new SipUser(names.get(i), domain, traffic, onRequest);
                InetSocketAddress local = new InetSocketAddress("127.0.0." + (2 + i / LINES_PER_ADDRESS), 0);
                user.attach(loop.open(tcp, local, server, user));
                users.add(user);
            }
            loop.onTick(now -> users.forEach(user -> user.tick(now)));
            return null;
        });
    }

    /** Names such as a0, a1, a2. */
    static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    SipUser get(int index) {
        return users.get(index % users.size());
    }

    /** Registers all, a few at a time: each may cost a write to the disk. */
    void register() {
        for (SipUser user : users) {
            loop.call(() -> {
                user.register(answer -> {
                    if (Wire.status(answer) != 200) {
                        throw new IllegalStateException("A REGISTER was refused: " + answer);
                    }
                });
                return null;
            });
        }
        await("registrations", () -> pending() == 0);
    }

    /** Requests without a final answer yet; to be called on the loop. */
    int pending() {
        return users.stream().mapToInt(SipUser::pending).sum();
    }

    /** Waits until something is so that is asked on the loop. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!loop.call(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not within " + PATIENCE_SECONDS + " s: " + what);
            }
            Pause.millis(5);
        }
    }
}
