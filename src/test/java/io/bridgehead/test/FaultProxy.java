package io.bridgehead.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP link that breaks as it is told to, also for connections that exist already. */
public final class FaultProxy implements AutoCloseable {

    /** What is wrong with the link. */
    public enum Fault {
        NONE,
        /** Everything takes 400 ms longer. */
        LATENCY,
        /** Connections are taken and nothing comes through. */
        BLACKHOLE,
        /** Connections are reset as soon as something is sent. */
        RESET,
        /** Requests come through, answers are cut in the middle. */
        CUT
    }

    private static final long LATENCY_MILLIS = 400;
    private static final int CHUNK = 8192;

    private final ServerSocket listener;
    private final int target;
    private volatile Fault fault = Fault.NONE;

    /** @param target the port on this machine that it leads to */
    public FaultProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("accept", this::accept);
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on the link is like this. */
    public void set(Fault next) {
        fault = next;
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = listener.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            run("requests", () -> pump(near, far, false));
            run("answers", () -> pump(far, near, true));
        }
    }

    private void pump(Socket from, Socket to, boolean answers) throws IOException {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                switch (fault) {
                    case NONE -> out.write(chunk, 0, length);
                    case LATENCY -> {
                        Thread.sleep(LATENCY_MILLIS);
                        out.write(chunk, 0, length);
                    }
                    case BLACKHOLE -> {
                        // Swallowed.
                    }
                    case RESET -> {
                        (answers ? to : from).setSoLinger(true, 0);
                        return;
                    }
                    case CUT -> {
                        out.write(chunk, 0, answers ? length / 2 : length);
                        if (answers) {
                            return;
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {

        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has hung up, or the proxy is closed: the connection is over.
            }
        }, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
