package io.bridgehead.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.http.BridgeTrustException;
import io.bridgehead.bridge.simulator.Misbehaviour;
import io.bridgehead.bridge.simulator.SimulatorServer;
import io.bridgehead.bridge.simulator.SimulatorSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bridgehead bridge simulate}; {@code docs/bridge-conformance.md} describes it for partners. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Is a bridge without telephones that speaks the contract "
        + "of docs/add-a-bridge.md, rightly or wrongly, until it is stopped.", footer = { "",
                "What a telephone does is told by the "
                        + "last three digits of its number, or of what stands before the @: 100 never rings, 180 rings for ever, 201 to 299 "
                        + "answers and hangs up after 1 to 99 tenths of a second, 400 to 699 refuses with that SIP status, anything else "
                        + "answers and stays." })
public class BridgeSimulateCommand implements Callable<Integer> {

    /** Exit code of a process that was killed, as a shell shows it. */
    private static final int KILLED = 137;
    private static final int MOST_MILLIS = 600_000;
    private static final int MOST_PORT = 65_535;
    private static final long MOST_SECRET_BYTES = 4096;

    private int taken;

    @Spec
    CommandSpec spec;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "Address to listen at. Default: "
            + "${DEFAULT-VALUE}.")
    InetAddress host;

    @Option(names = "--port", paramLabel = "PORT", required = true, description = "Port to listen at for commands; 0 takes a free one.")
    int port;

    @Option(names = "--secret-file", paramLabel = "FILE", required = true, description = "The secret shared with Bridgehead, one a "
            + "line.")
    Path secretFile;

    @Option(names = "--report-to", paramLabel = "URL", required = true, description = "Where Bridgehead takes its events, such as "
            + "http://127.0.0.1:8080/bridges/NAME/events.")
    URI reportTo;

    @Option(names = "--trust", paramLabel = "FILE", description = "Authorities that the certificate at an https address may be "
            + "from, in PEM. Besides them: those of this computer.")
    Path trust;

    @Option(names = "--behaviour", paramLabel = "WORD", defaultValue = "none", description = "What it does wrong: "
            + "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Misbehaviour behaviour;

    @Option(names = "--pace", paramLabel = "MS", defaultValue = "2000", description = "Milliseconds until a telephone answers or "
            + "refuses. Default: ${DEFAULT-VALUE}.")
    int pace;

    @Option(names = "--lateness", paramLabel = "MS", defaultValue = "3000", description = "Milliseconds that something is late by, "
            + "with late, out-of-order and slow. Default: ${DEFAULT-VALUE}.")
    int lateness;

    @Option(names = "--crash-after", paramLabel = "N", description = "Dies when it hears a command after the first N, without an "
            + "answer.")
    Integer crashAfter;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(port >= 0 && port <= MOST_PORT, "--port takes 0 to " + MOST_PORT);
        check(pace >= 0 && pace <= MOST_MILLIS, "--pace takes 0 to " + MOST_MILLIS);
        check(lateness > 0 && lateness <= MOST_MILLIS, "--lateness takes 1 to " + MOST_MILLIS);
        check(crashAfter == null || crashAfter >= 0, "--crash-after takes 0 or more");
        check(reportTo.getHost() != null && List.of("http", "https").contains(reportTo.getScheme()),
                "--report-to takes an address with http or https");
        check(trust == null || Files.isRegularFile(trust), "--trust: there is no such file");
        SimulatorSettings settings = new SimulatorSettings(new InetSocketAddress(host, port), secrets(), reportTo, trust,
                behaviour,
                Duration.ofMillis(pace), Duration.ofMillis(lateness));
        try (SimulatorServer server = simulator(settings)) {
            say("Simulated bridge at http://" + host.getHostAddress() + ":" + server.port() + ", behaviour " + behaviour
                    + ". Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private SimulatorServer simulator(SimulatorSettings settings) throws IOException {
        try {
            return new SimulatorServer(settings, this::heard, this::say);
        } catch (BridgeTrustException e) {
            throw new ParameterException(spec.commandLine(), "--trust: " + e.getMessage());
        }
    }

    private List<String> secrets() throws IOException {
        check(Files.isRegularFile(secretFile), "--secret-file: there is no such file");
        check(Files.size(secretFile) <= MOST_SECRET_BYTES, "--secret-file: the file is too large for secrets");
        return Files.readAllLines(secretFile).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private synchronized void heard(BridgeCommand command) {
        if (crashAfter != null && taken++ >= crashAfter) {
            say("Crashes at " + command.id());
            Runtime.getRuntime().halt(KILLED);
        }
        say(command.id());
    }

    private synchronized void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void check(boolean right, String words) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }
}
