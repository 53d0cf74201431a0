package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.RunningProcess;
import io.bridgehead.test.SippTelephone;
import io.bridgehead.test.SippTelephone.Behaviour;
import io.bridgehead.test.Telephones;

/** The conformance kit, as a partner runs it, on the bridge in the box with real telephones. */
class BridgeConformanceIT {

    private static final int SECONDS = 120;

    private static Telephones telephones;
    private static List<SippTelephone> refusing;

    @BeforeAll
    static void start() {
        telephones = Telephones.directly(4);
        telephones.get(2).rings();
        telephones.get(3).answersAndHangsUpAfter(1);
        refusing = List.of(new SippTelephone(Behaviour.BUSY), new SippTelephone(Behaviour.DECLINES),
                new SippTelephone(Behaviour.UNKNOWN), new SippTelephone(Behaviour.OVERLOADED));
    }

    @AfterAll
    static void stop() {
        refusing.forEach(SippTelephone::close);
        telephones.close();
    }

    @Test
    @Feature({ "A033", "A046", "A048", "A055" })
    void theBridgeInTheBoxKeepsTheContract() {
        List<String> lines = check(0, Map.of("bridgehead.bridge.embedded.sip-port", Integer.toString(Ports.free()),
                "bridgehead.sip.host", "127.0.0.1"), "embedded");
        assertThat(lines.get(lines.size() - 1)).contains(" passed, 0 failed, ");
    }

    @Test
    @Feature({ "A032", "A046", "A065" })
    void theBridgeInAProcessOfItsOwnKeepsItOverHttp() {
        int port = Ports.free();
        try (Product box = Box.product(URI.create("http://127.0.0.1:" + port + "/bridges/box/events")).start()) {
            List<String> lines = check(0, Map.of("quarkus.http.port", Integer.toString(port), "bridgehead.bridge.folder",
                    Box.folder(box).toString(), "bridgehead.bridge.http.allowed-networks", "127.0.0.0/8"), "box");
            assertThat(lines.get(lines.size() - 1)).contains(" passed, 0 failed, ");
        }
    }

    @Test
    void anUnknownBridgeIsToldWithTheOnesThereAreThoseOfTheFolderToo(@TempDir Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("bridges"));
        Files.writeString(folder.resolve("acme.secret"), "a secret of at least 32 characters");
        Files.writeString(folder.resolve("acme.yaml"), """
                - templatedRoute:
                    routeTemplateRef: http-bridge
                    parameters:
                      - name: url
                        value: https://192.0.2.7
                """);

        List<String> lines = check(3, Map.of("quarkus.http.port", "0", "bridgehead.data-dir", data.toString()), "acne");

        assertThat(lines).last().asString().isEqualTo("There is no bridge acne. The configuration has acme, embedded.");
    }

    @Test
    void aTakenPortIsToldAndIsNoFailedCheck() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> lines = check(3, Map.of("quarkus.http.host", "127.0.0.1", "quarkus.http.port",
                    Integer.toString(taken.getLocalPort())), "acme");

            assertThat(lines).last().asString().startsWith("The bridge cannot be checked. The HTTP port is in use")
                    .contains(Integer.toString(taken.getLocalPort()), "-Dquarkus.http.port");
        }
    }

    private static List<String> check(int exitCode, Map<String, String> settings, String bridge) {
        List<String> arguments = new ArrayList<>(List.of("bridge", "check", bridge));
        arguments.addAll(List.of("--answers", telephones.get(0).uri(), "--answers", telephones.get(1).uri(), "--silent",
                telephones.get(2).uri(), "--hangs-up", telephones.get(3).uri(), "--busy", refusing.get(0).uri(), "--declines",
                refusing.get(1).uri(), "--not-found", refusing.get(2).uri(), "--unreachable", refusing.get(3).uri()));
        try (RunningProcess kit = RunningProcess.start(new ProcessBuilder(Product.commandLine(settings, arguments)))) {
            assertThat(kit.exitCode(SECONDS)).as(() -> String.join("\n", kit.lines())).isEqualTo(exitCode);
            return kit.lines();
        }
    }
}
