package io.bridgehead.test.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import io.bridgehead.test.RunningProcess;

/**
 * sipp, a traffic generator, that registers anew every few seconds and answers what comes in. Over TCP each time by a
 * connection of its own: with one for all (option t1) it ends when that is lost.
 */
final class Sipp extends ProcessPeer {

    private static final Path SCENARIOS = Path.of("src/test/resources/sipp");
    private static final int ANSWER_SECONDS = 20;
    private static final int WAIT_SECONDS = 20;

    private final int port;
    private Path trace;

    Sipp(String transport, String user, int port, Site site) {
        super("sipp 3.6.1", transport, user, site);
        this.port = port;
    }

    @Override
    public String note() {
        return "Told by its scenario to register anew every four seconds, over TCP each time by a new connection: with one "
                + "connection for all (`-t t1`) it ends when that is lost. Knows MD5 only.";
    }

    @Override
    public void start() {
        trace = directory().resolve("trace").toAbsolutePath();
        sipp("uac-registers.xml", port, "", "-auth_uri", site.domain(), "-oocsf",
                SCENARIOS.resolve("uas-message-200.xml").toString(), "-l", "1", "-trace_msg", "-message_file", trace.toString(),
                "-message_overwrite", "false",
                "-max_reconnect", "1000", "-reconnect_sleep", "500", "-reconnect_close", "false");
    }

    @Override
    boolean saysRegistered(String line) {
        return false;
    }

    @Override
    public void awaitRegistered() {
        Awaitility.await(this + " registered").atMost(WAIT_SECONDS, TimeUnit.SECONDS)
                .until(() -> trace().contains("SIP/2.0 200"));
    }

    @Override
    public void awaitReceived(String text, int seconds) {
        Awaitility.await(this + " received " + text).atMost(seconds, TimeUnit.SECONDS).until(() -> trace().contains(text));
    }

    @Override
    public void send(String to, String text) {
        RunningProcess sending = sipp("uac-message.xml", port + 2, text, "-m", "1", "-s", to, "-auth_uri",
                to + "@" + site.domain());
        if (sending.exitCode(ANSWER_SECONDS) != 0) {
            throw new AssertionError(this + " could not send:\n" + String.join("\n", sending.lines()));
        }
    }

    private String trace() {
        try {
            return Files.exists(trace) ? Files.readString(trace) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningProcess sipp(String scenario, int localPort, String text, String... options) {
        Path filled = directory().resolve(scenario);
        try {
            write(filled, Files.readString(SCENARIOS.resolve(scenario)).replace("@USER@", user())
                    .replace("@DOMAIN@", site.domain()).replace("@PASSWORD@", site.password()).replace("@TEXT@", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("sipp", site.host() + ":" + site.port(), "-sf", filled.toString(), "-t",
                transport().equals("TCP") ? "tn" : "u1", "-p", Integer.toString(localPort), "-cp",
                Integer.toString(localPort + 1), "-nostdin", "-skip_rlimit"));
        command.addAll(List.of(options));
        return run(command, Map.of("TERM", "xterm"));
    }

    @Override
    public String output() {
        return trace() + super.output();
    }
}
