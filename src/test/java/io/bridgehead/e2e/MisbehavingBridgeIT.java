package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.simulator.Misbehaviour;
import io.bridgehead.bridge.simulator.SimulatorServer;
import io.bridgehead.bridge.simulator.SimulatorSettings;
import io.bridgehead.test.Client;
import io.bridgehead.test.FaultProxy;
import io.bridgehead.test.FaultProxy.Fault;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.RunningProcess;
import io.bridgehead.test.Threat;

/**
 * Whatever a bridge or the link to it does wrong: each call ends in one state, nobody is called twice, the client is told, and
 * the product goes on.
 */
class MisbehavingBridgeIT {

    private static final String SECRET = "a secret only the two of us know, 2026";
    private static final String CAROL = "Carol <tel:+4930200>";
    /** Answers, and hangs up after 0.2 s. */
    private static final String ALICE = "Alice <tel:+4930202>";
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Set<String> UNDER_WAY = Set.of("waiting", "being called", "ringing", "in the call", "being hung up");

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.bridge.default", "sim")
            .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8")
            // Conferences settled with their bridges in between would heal what is to be outlasted here.
            .set("bridgehead.conference-service.reconcile-period", 3_600_000)
            .set("bridgehead.conference-service.ring-timeout", "10s")
            .set("bridgehead.conference-service.hang-up-timeout", "1s");

    private final List<BridgeCommand> commands = new CopyOnWriteArrayList<>();
    private SimulatorServer simulator;
    private FaultProxy link;

    @BeforeAll
    static void writeSecret() throws IOException {
        Files.writeString(plugs().resolve("sim.secret"), SECRET);
    }

    private static Path plugs() throws IOException {
        return Files.createDirectories(PRODUCT.data().resolve("bridges"));
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
            link.close();
        }
    }

    private void simulate(Misbehaviour misbehaviour) throws IOException {
        simulate(misbehaviour, PATIENCE);
    }

    private void simulate(Misbehaviour misbehaviour, Duration patience) throws IOException {
        simulator = new SimulatorServer(
                new SimulatorSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), List.of(SECRET),
                        PRODUCT.http("/bridges/sim/events"), null, misbehaviour, Duration.ofMillis(100),
                        Duration.ofMillis(700)),
                commands::add, words -> {
                });
        link = new FaultProxy(simulator.port());
        plugIn(link.url(), patience);
    }

    private static void plugIn(String url, Duration patience) throws IOException {
        Files.writeString(plugs().resolve("sim.yaml"), """
                - templatedRoute:
                    routeTemplateRef: http-bridge
                    parameters:
                      - name: url
                        value: %s
                      - name: responseTimeout
                        value: 500
                      - name: patience
                        value: %d
                """.formatted(url, patience.toMillis()));
        Awaitility.await(url).pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> PRODUCT.log().contains("Bridge sim at " + url + " is plugged in"));
    }

    private static Client start() {
        return Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, CAROL, ALICE);
    }

    /** Each attempt of the conference has come to one end, and each telephone was called once at most. */
    private void assertOneEndEach(Client client) {
        for (String name : List.of("Carol", "Alice")) {
            assertThat(client.statesOf(name).stream().dropWhile(UNDER_WAY::contains)).as(name + ": " + client.lines())
                    .hasSize(1);
        }
        String conference = client.conference();
        assertThat(commands.stream().filter(command -> command.conferenceId().equals(conference))
                .filter(BridgeCommand.Dial.class::isInstance).map(command -> ((BridgeCommand.Dial) command).leg().toString()))
                .isSubsetOf(conference + ".p1.1", conference + ".p2.1");
    }

    @ParameterizedTest
    @EnumSource(value = Misbehaviour.class, names = { "NONE", "LOSES", "NEVER" }, mode = Mode.EXCLUDE)
    @Feature({ "A046", "A134" })
    @Threat(26)
    void aConferenceIsHeld(Misbehaviour misbehaviour) throws IOException {
        simulate(misbehaviour);
        try (Client client = start()) {
            client.awaitState("Carol", "in the call");
            client.awaitState("Alice", "has left the call");
            client.type("end");
            client.awaitLine("Conference ", " has ended");
            assertThat(client.exitCode()).isZero();
            assertOneEndEach(client);
        }
    }

    @Test
    @Feature({ "A046", "A134" })
    @Threat(26)
    void aConferenceOfWhichNothingIsHeardEnds() throws IOException {
        simulate(Misbehaviour.NEVER);
        try (Client client = start()) {
            client.awaitLine("Conference ", " has ended");
            assertThat(client.exitCode()).isNotZero();
            assertOneEndEach(client);
        }
    }

    /** Which half of the events is heard depends on chance: it may look as if the conference went on for ever. */
    @Test
    @Feature({ "A046", "A134" })
    @Threat(26)
    void aConferenceOfWhichHalfIsHeardCanBeEnded() throws IOException {
        simulate(Misbehaviour.LOSES);
        try (Client client = start()) {
            client.awaitLine(" Carol is ");
            client.type("end");
            client.awaitLine("Conference ", " has ended");
            assertOneEndEach(client);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "NONE", mode = Mode.EXCLUDE)
    @Feature({ "A134", "A135" })
    @Threat(26)
    void aLinkThatBreaksForASecondIsOutlasted(Fault fault) throws IOException {
        // The link is broken from before the client starts, which takes its time on a busy machine.
        simulate(Misbehaviour.NONE, PATIENCE.multipliedBy(4));
        link.set(fault);
        try (Client client = start()) {
            client.awaitLine("Conference ", " is under way");
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            link.set(Fault.NONE);
            client.awaitState("Carol", "in the call");
            client.awaitState("Alice", "has left the call");
            link.set(fault);
            client.type("end");
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            link.set(Fault.NONE);
            client.awaitLine("Conference ", " has ended");
            assertThat(client.exitCode()).isZero();
            assertOneEndEach(client);
        }
    }

    @Test
    @Feature({ "A046", "A134", "A135" })
    @Threat(26)
    void aConferenceEndsWhenTheCommandSimulatorCrashes() throws IOException {
        try (RunningProcess crashing = RunningProcess.start(new ProcessBuilder(Product.commandLine(Map.of(), List.of("bridge",
                "simulate", "--port", "0", "--secret-file", plugs().resolve("sim.secret").toString(), "--report-to",
                PRODUCT.http("/bridges/sim/events").toString(), "--pace", "100", "--crash-after", "1"))))) {
            String line = crashing.await(0, "start", text -> text.startsWith("Simulated bridge at "), 20);
            plugIn(line.replaceAll("^Simulated bridge at (\\S+), .*$", "$1"), PATIENCE);
            try (Client client = start()) {
                client.awaitState("Carol", "in the call");
                assertThat(crashing.exitCode(20)).isEqualTo(137);
                client.awaitLine("the conference bridge cannot be reached");
                assertThat(client.exitCode()).isNotZero();
                assertOneEndEach(client);
            }
        }
        assertThat(PRODUCT.get("/q/health/ready")).contains("\"UP\"");
    }
}
