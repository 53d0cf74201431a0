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

    /**
     * For measurements with thousands of users: all connect before the first registers, and a connection that asks for nothing
     * is cut after five seconds by default.
     */
    static final String CONNECT_FIRST = "bridgehead.sip.limits.first-request-timeout=600000";

    /** A server allows one address only so much. */
    private static final int LINES_PER_ADDRESS = 20;
    private static final int ADDRESSES = 250;
    private static final int PATIENCE_SECONDS = 40;
    private static final int REGISTERING_AT_ONCE = 64;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventLoop loop;
    private final Traffic traffic;
    private final InetSocketAddress server;
    private final Transport transport;
    private final char letter;
    private final List<SipUser> users = new ArrayList<>();
    private long ticked = System.nanoTime();

    Users(EventLoop loop, InetSocketAddress server, String domain, Transport transport, List<String> names, Traffic traffic,
            Consumer<String> onRequest) {
        this.loop = loop;
        this.traffic = traffic;
        this.server = server;
        this.transport = transport;
        this.letter = names.get(0).charAt(0);
        names.forEach(name -> users.add(new SipUser(name, domain, traffic, onRequest)));
        connect();
        loop.onTick(this::tick);
    }

    /** Gives each user a line of its own, a new one if there was one. */
    void connect() {
        for (int i = 0; i < users.size(); i++) {
            int index = i;
            SipUser user = users.get(i);
            loop.call(() -> {
                user.attach(loop.open(transport, address(index), server, user));
                return null;
            });
        }
    }

    /** Many addresses of this machine, others for each letter; the kernel chooses the port. */
    private InetSocketAddress address(int index) {
        int host = index / LINES_PER_ADDRESS;
        return new InetSocketAddress(
                "127." + (1 + letter - 'a') + "." + host / ADDRESSES + "." + (2 + host % ADDRESSES), 0);
    }

    private void tick(long now) {
        if (now - ticked >= TICK) {
            ticked = now;
            users.forEach(user -> user.tick(now));
        }
    }

    /** Names such as a0, a1, a2. */
    static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    SipUser get(int index) {
        return users.get(index % users.size());
    }

    void disconnect() {
        loop.call(() -> {
            users.forEach(SipUser::disconnect);
            return null;
        });
    }

    /** Registers all, a few at a time: each may cost a write to the disk. */
    void register() {
        for (SipUser user : users) {
            await("registrations", () -> traffic.open < REGISTERING_AT_ONCE);
            loop.call(() -> {
                user.register(answer -> {
                    if (Wire.status(answer) != 200) {
                        throw new IllegalStateException("A REGISTER was refused: " + answer);
                    }
                });
                return null;
            });
        }
        await("registrations", () -> traffic.open == 0);
    }

    /** Forgets requests without an answer; returns how many there were. To be called on the loop. */
    int abandon() {
        return users.stream().mapToInt(SipUser::abandon).sum();
    }

    int size() {
        return users.size();
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
