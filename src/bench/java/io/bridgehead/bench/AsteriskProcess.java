package io.bridgehead.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asterisk with the configuration of {@code src/bench/asterisk}, in a directory of its own: the yardstick. Its conferences
 * detect
 * no talking, the cheapest kind it has; it calls because call files say so.
 */
final class AsteriskProcess implements MixingBridge {

    private static final Path CONFIGURATION = Path.of("src/bench/asterisk");
    private static final String INSIDE = "/opt/bench";
    private static final int STOP_SECONDS = 10;
    private static final int CALLS_PER_SECOND = 40;

    private final Path root;
    private final Path inside;
    private final InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    private final InetSocketAddress manager = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    private final Process process;

    AsteriskProcess(Path root) {
        this.root = root;
        this.inside = root.resolve(INSIDE.substring(1));
        try {
            if (Files.exists(inside)) {
                ProductProcess.delete(inside);
            }
            for (String directory : List.of("etc", "run", "log", "spool/outgoing", "spool/tmp", "db", "keys")) {
                Files.createDirectories(inside.resolve(directory));
            }
            configure();
            process = new ProcessBuilder("chroot", root.toString(), "/usr/sbin/asterisk", "-f", "-C",
                    INSIDE + "/etc/asterisk.conf").redirectErrorStream(true)
                    .redirectOutput(inside.resolve("output").toFile()).redirectInput(new File("/dev/null")).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is installed, as {@code src/bench/asterisk/install} does it; {@code null} if it is not. */
    static Path installed(Options options) {
        Path root = Path.of(options.text("asterisk", "/opt/bridgehead-asterisk"));
        return Files.isExecutable(root.resolve("usr/sbin/asterisk")) ? root : null;
    }

    private void configure() throws IOException {
        Map<String, Object> values = Map.of("INSIDE", INSIDE, "SIP_PORT", sip.getPort(), "HTTP_PORT", manager.getPort());
        try (Stream<Path> files = Files.list(CONFIGURATION)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".conf")).toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, Object> value : values.entrySet()) {
                    text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
                }
                Files.writeString(inside.resolve("etc").resolve(file.getFileName()), text);
            }
        }
    }

    private void awaitReady() throws IOException {
        // Its HTTP server is the last thing to come up.
        for (int attempt = 0;; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(manager);
                Pause.millis(1000);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || attempt == 100) {
                    process.destroyForcibly();
                    throw new IllegalStateException("Asterisk did not start:\n" + Files.readString(inside.resolve("output")),
                            notYet);
                }
                Pause.millis(200);
            }
        }
    }

    @Override
    public String name() {
        return "Asterisk";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void call(MixingTelephones telephones) {
        try {
            for (int i = 0; i < telephones.count(); i++) {
                Path written = Files.writeString(inside.resolve("spool/tmp/p" + i), "Channel: PJSIP/telephones/"
                        + telephones.uri(i) + "\nApplication: ConfBridge\nData: room" + i / telephones.perConference()
                        + ",large,plain\n");
                Files.move(written, inside.resolve("spool/outgoing/p" + i), StandardCopyOption.ATOMIC_MOVE);
                Pause.millis(TimeUnit.SECONDS.toMillis(1) / CALLS_PER_SECOND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
