package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code mvn quarkus:dev} in a copy of the checkout, so that files can be edited as a newcomer would. */
public final class DevMode implements AutoCloseable {

    /** Maven compiles, then the product starts with all its development tools: slow on a busy machine. */
    private static final int START_SECONDS = 300;

    private final Path checkout;
    private final int sipPort = Ports.free();
    private final RunningProcess maven;

    /** @param checkout where the copy goes; an empty folder */
    public DevMode(Path checkout) {
        this.checkout = checkout;
        // What is compiled already need not be compiled again.
        List.of("pom.xml", "src/main", "target/classes", "target/generated-sources").forEach(this::copy);
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("bridgehead.test.maven", "mvn"), "-B", "quarkus:dev",
                "-Ddebug=false", "-Dquarkus.analytics.disabled=true").directory(checkout.toFile());
        builder.environment().remove("CI");
        builder.environment().putAll(Map.of("QUARKUS_HTTP_PORT", text(Ports.free()), "BRIDGEHEAD_SIP_PORT", text(sipPort),
                "BRIDGEHEAD_SIP_WS_PORT", text(Ports.free()), "BRIDGEHEAD_BRIDGE_EMBEDDED_SIP_PORT", text(Ports.free())));
        maven = RunningProcess.start(builder);
    }

    /** Waits until the product says that it listens, and for whom. */
    public void awaitWelcome() {
        maven.await(0, "Bridgehead listens", line -> line.contains("Bridgehead listens for SIP"), START_SECONDS);
        maven.await(0, "Demo accounts", line -> line.contains("Demo accounts: alice, bob, carol, dave"), START_SECONDS);
    }

    /** Where clients send SIP. */
    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
    }

    /** Edits a file of the copy and saves it. */
    public void edit(String file, String words, String others) {
        try {
            Path path = checkout.resolve(file);
            String text = Files.readString(path);
            if (!text.contains(words)) {
                throw new IllegalArgumentException(file + " does not contain: " + words);
            }
            Files.writeString(path, text.replace(words, others));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        maven.kill9();
    }

    private static String text(int port) {
        return Integer.toString(port);
    }

    private void copy(String part) {
        Path from = Path.of(part);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = checkout.resolve(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
