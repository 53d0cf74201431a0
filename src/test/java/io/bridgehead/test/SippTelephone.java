package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A telephone with one fixed reaction, played by sipp from a scenario in {@code src/test/resources/sipp}. */
public final class SippTelephone implements AutoCloseable {

    /** How it treats every call. */
    public enum Behaviour {
        /** Rings shortly and is then engaged: 486. */
        BUSY("uas-rings-refuses.xml", "486 Busy Here"),
        /** The person does not want to talk: 603. */
        DECLINES("uas-rings-refuses.xml", "603 Decline"),
        /** Nobody has this number: 404. */
        UNKNOWN("uas-refuses.xml", "404 Not Found"),
        /** Nobody there: 480. */
        UNAVAILABLE("uas-refuses.xml", "480 Temporarily Unavailable"),
        /** A broken network: 500. */
        FAILS("uas-refuses.xml", "500 Server Internal Error"),
        /** A network at its limit: 503. */
        OVERLOADED("uas-refuses.xml", "503 Service Unavailable"),
        /** 100 and nothing more, until it is cancelled. */
        SILENT("uas-trying-silent-487.xml", ""),
        /** Answers, but says not where its audio is. */
        ANSWERS_WITHOUT_SDP("uas-answers-without-sdp-200.xml", ""),
        /** Answers, promises to refresh the session within four seconds, and does not. */
        NEVER_REFRESHES("uas-answers-never-refreshes-200.xml", "");

        private final String scenario;
        private final String status;

        Behaviour(String scenario, String status) {
            this.scenario = scenario;
            this.status = status;
        }
    }

    private static final Path SCENARIOS = Path.of("src/test/resources/sipp");
    private static final int RING_MILLIS = 300;

    private final int port = Ports.free();
    private final RunningProcess sipp;

    /** Starts the telephone at a free port. */
    public SippTelephone(Behaviour behaviour) {
        sipp = RunningProcess.start(new ProcessBuilder(List.of("sipp", "-sf", scenario(behaviour), "-i", "127.0.0.1", "-p",
                Integer.toString(port), "-mi", "127.0.0.1", "-ci", "127.0.0.1", "-cp", Integer.toString(Ports.free()),
                "-nostdin",
                "-skip_rlimit", "-d", Integer.toString(RING_MILLIS))));
    }

    /** The SIP address at which it is called. */
    public String uri() {
        return "sip:sipp@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        sipp.kill9();
    }

    /** sipp takes a status line only literally, so it is filled in here. */
    private static String scenario(Behaviour behaviour) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "sipp"));
            Path file = Files.createTempFile(directory, behaviour.toString(), ".xml");
            String template = Files.readString(SCENARIOS.resolve(behaviour.scenario));
            Files.writeString(file, template.replace("@STATUS@", behaviour.status));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
