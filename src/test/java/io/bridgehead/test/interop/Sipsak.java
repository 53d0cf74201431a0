package io.bridgehead.test.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.bridgehead.test.RunningProcess;

/** sipsak, a tool of operators: one request, one answer, and it ends. */
final class Sipsak extends ProcessPeer {

    private static final int ANSWER_SECONDS = 20;
    private static final String ONE_REQUEST = "ends after one request";
    /** Its option -M ends in a segmentation fault, so the message is written out. */
    private static final String MESSAGE = """
            MESSAGE sip:%s@%s SIP/2.0
            From: <sip:%s@%s>;tag=sipsak
            To: <sip:%s@%s>
            Call-ID: $replace$@sipsak
            CSeq: 1 MESSAGE
            Max-Forwards: 70
            Content-Type: text/plain
            Content-Length: %d

            %s""";

    Sipsak(String transport, String user, Site site) {
        super("sipsak 0.9.8", transport, user, site);
    }

    @Override
    public Map<Ability, String> cannot() {
        return Map.of(Ability.RECEIVES, ONE_REQUEST, Ability.COMES_BACK, ONE_REQUEST, Ability.MOVES, ONE_REQUEST);
    }

    @Override
    public String note() {
        return "Its option `-M` ends in a segmentation fault in Debian's version; the message was written to a file.";
    }

    @Override
    public void start() {
        sipsak("-U", "-i", "-x", "60");
    }

    @Override
    boolean saysRegistered(String line) {
        return line.contains("All usrloc tests completed successful");
    }

    @Override
    public void send(String to, String text) {
        String host = site.host();
        Path file = directory().resolve("message");
        write(file, MESSAGE.formatted(to, host, user(), host, to, host, text.length(), text));
        RunningProcess sending = sipsak("-f", file.toString(), "-G", "-g", "!replace!" + user() + text.hashCode() + "!");
        sending.await(0, this + ": answer", line -> line.matches("SIP/2.0 20[02] .*"), ANSWER_SECONDS);
    }

    private RunningProcess sipsak(String... what) {
        List<String> command = new ArrayList<>(List.of("sipsak", "-v", "-E", transport().toLowerCase(Locale.ROOT), "-u",
                user(), "-a", site.password(), "-s", "sip:" + user() + "@" + site.host() + ":" + site.port()));
        command.addAll(List.of(what));
        return run(command, Map.of());
    }
}
