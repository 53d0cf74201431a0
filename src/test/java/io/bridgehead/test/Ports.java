package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports on the loopback address, for processes that must be told theirs before they start, and keep it over a restart.
 * Several processes of tests run beside each other, and telephones take ports too ({@code phonefarm.py}): each locks a file
 * for each port it has given, until it ends.
 */
public final class Ports {

    private static final int ATTEMPTS = 50;
    /** Below the numbers that systems give to outgoing connections: one of these would take it before our process does. */
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 29_999;
    private static final Path LOCKS = Path.of(System.getProperty("java.io.tmpdir"),
            "bridgehead-test-ports-" + System.getProperty("user.name"));
    private static final Map<Integer, FileChannel> GIVEN = new HashMap<>();

    private Ports() {
    }

    /** A port that is free for UDP and for TCP, another one each time. */
    public static int free() {
        return free(1);
    }

    /** The first, an even one, of successive ports that are free. */
    public static synchronized int free(int count) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST / 2, (HIGHEST - count) / 2) * 2;
            if (IntStream.range(first, first + count).allMatch(Ports::take)) {
                return first;
            }
        }
        throw new IllegalStateException("No port free for both UDP and TCP");
    }

    private static boolean take(int port) {
        try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return lock(port);
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lock(int port) throws IOException {
        // To open the file a second time, and close it, would give up the lock of the first.
        if (GIVEN.containsKey(port)) {
            return false;
        }
        FileChannel file = FileChannel.open(Files.createDirectories(LOCKS).resolve(Integer.toString(port)),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return false;
        }
        GIVEN.put(port, file);
        return true;
    }
}
