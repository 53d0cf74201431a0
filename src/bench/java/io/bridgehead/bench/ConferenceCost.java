package io.bridgehead.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;
import io.bridgehead.soap.StatusXml;

/**
 * CPU time of a conference: one createConference through the whole chain until its first telephone rings; then the telephones
 * answer, and every change is told to the client; then nothing but audio for a while; then the end of all.
 */
final class ConferenceCost {

    private static final int HOLD_SECONDS = 5;
    private static final int IDLE_SECONDS = 10;
    private static final int MINUTE = 60;
    private static final double MICROS = 1e6;
    /** Enough for all calls of a run; the default is for five hundred. */
    private static final List<String> PORTS = List.of("bridgehead.bridge.embedded.rtp-port-from=20000",
            "bridgehead.bridge.embedded.rtp-port-to=29999");

    private final Options options;
    private final Report report;
    private final Traffic traffic = new Traffic();
    private final Map<Integer, Conference> conferences = new HashMap<>();
    private final Latencies untilInvite = new Latencies();
    private final Latencies untilInCall = new Latencies();
    private Users clients;
    private Telephones telephones;
    private int next;
    private int inCall;
    private int answered;
    private int ended;

    /** What its client knows of a conference. */
    private static final class Conference {
        private final long sentAt = System.nanoTime();
        private long answeredAt;
        private String id;
        private int connected;
        private boolean rings;
    }

    ConferenceCost(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        int users = options.number("users", 20);
        int rate = options.number("rate", 5);
        try (ProductProcess product = new ProductProcess(options, PORTS, null); EventLoop loop = new EventLoop()) {
            product.addAccounts(Users.names("c", users));
            clients = new Users(loop, product.address(Transport.TCP), Server.DOMAIN, Transport.TCP, Users.names("c", users),
                    traffic,
                    this::told);
            clients.register();
            telephones = loop.call(() -> new Telephones(loop, this::invited));
            Pacer pacer = new Pacer(loop, rate, this::create);
            report.line("%d clients, %d conferences/s, two telephones each", users, rate);
            idle(product.pid());
            // In rounds of the size of a run, so that no more telephones hear at the same time than then.
            int round = rate * options.number("seconds", 10);
            for (int warm = 0; warm < rate * options.number("warmup", 20); warm += round) {
                batch(loop, pacer, round, product, false, null);
            }
            for (int run = 0; run < options.number("runs", 1); run++) {
                batch(loop, pacer, round, product, true, null);
            }
            report.median("conference up to its first INVITE");
            report.line("  conferences started in a second of CPU time: %,.0f", report.perCpuSecond());
            if (Profile.isAskedFor(options)) {
                batch(loop, pacer, round, product, false, create -> Profile.take(options, product.pid(), report, create));
            }
        }
    }

    /** What the product does while nobody does anything. */
    private void idle(long pid) {
        int seconds = options.number("idle", IDLE_SECONDS);
        if (seconds == 0) {
            return;
        }
        CpuTimes start = CpuTimes.of(pid);
        Pause.millis(seconds * 1000L);
        CpuTimes used = CpuTimes.of(pid).since(start);
        report.line("without conferences: %.2f s CPU per minute, %.2f of it compiling",
                used.total() / used.seconds() * MINUTE, used.compiling() / used.seconds() * MINUTE);
    }

    /**
     * Creates conferences, lets them be, ends them.
     *
     * @param watch watches how they are created, up to the first INVITE of each; null if nobody is to
     */
    private void batch(EventLoop loop, Pacer pacer, int count, ProductProcess product, boolean reported, Consumer<Runnable> watch) {
        long pid = product.pid();
        double commits = product.commits();
        CpuTimes start = CpuTimes.of(pid);
        loop.call(() -> {
            traffic.clear();
            conferences.clear();
            telephones.clear();
            untilInvite.clear();
            untilInCall.clear();
            inCall = 0;
            answered = 0;
            ended = 0;
            telephones.hold();
            return null;
        });
        Runnable create = () -> {
            loop.call(() -> {
                pacer.start(count);
                return null;
            });
            clients.await("an answer and an INVITE of each", () -> untilInvite.size() == count && answered == count);
        };
        if (watch == null) {
            create.run();
        } else {
            watch.accept(create);
        }
        CpuTimes invited = CpuTimes.of(pid);
        double commitsUntilInvite = product.commits() - commits;
        loop.call(() -> {
            conferences.values().forEach(conference -> conference.answeredAt = System.nanoTime());
            telephones.answerAll();
            return null;
        });
        clients.await("everybody in the call", () -> inCall == count);
        CpuTimes created = CpuTimes.of(pid);
        String times = "  MESSAGE to INVITE: " + untilInvite
                + "\n  all initiators answer at once, to client told that both are in the call: "
                + untilInCall;
        String traffics = "  clients: " + traffic + "; telephones: " + telephones;
        if (reported) {
            Pause.millis(HOLD_SECONDS * 1000L);
        }
        CpuTimes held = CpuTimes.of(pid);
        loop.call(() -> {
            conferences.forEach(this::end);
            return null;
        });
        clients.await("the end of all", () -> ended == count);
        CpuTimes over = CpuTimes.of(pid);
        if (reported) {
            CpuTimes holding = held.since(created);
            report.run("conference up to its first INVITE", count, invited.since(start));
            report.line("  transactions: %.1f per conference", commitsUntilInvite / count);
            report.line("%s%n%s", times, traffics);
            report.line("  from the first answer until both are in the call: %,.0f µs CPU per conference",
                    created.since(invited).total() / count * MICROS);
            report.line("  audio of %d telephones that listen: %,.0f µs CPU per telephone and second", 2 * count,
                    holding.total() / holding.seconds() / (2 * count) * MICROS);
            report.line("  ended by endConference: %,.0f µs CPU per conference",
                    over.since(held).total() / count * MICROS);
        }
    }

    private void create() {
        int number = next++;
        conferences.put(number, new Conference());
        send(number, new ConferenceRequest.CreateConference(new Person("Initiator", telephones.uri("i" + number)),
                List.of(new Person("Participant", telephones.uri("p" + number)))));
    }

    private void end(int number, Conference conference) {
        send(number, new ConferenceRequest.EndConference(conference.id));
    }

    private void send(int number, ConferenceRequest request) {
        byte[] envelope = SoapWriter.request("urn:uuid:" + Ids.next(), request);
        clients.get(number).message("conference", "Content-Type: application/soap+xml\r\n",
                new String(envelope, StandardCharsets.ISO_8859_1), answer -> {
                    if (Wire.status(answer) != 200) {
                        throw new IllegalStateException("A command was refused: " + answer);
                    }
                });
    }

    private void invited(String user) {
        Conference conference = conferences.get(Integer.parseInt(user.substring(1)));
        if (user.startsWith("i") && !conference.rings) {
            conference.rings = true;
            untilInvite.add(System.nanoTime() - conference.sentAt);
        }
    }

    /** A MESSAGE reached a client: an answer, or a status. */
    private void told(String message) {
        StatusReport status = status(Wire.body(message));
        if (status == null) {
            if (message.contains("createConferenceResponse")) {
                answered++;
            }
            return;
        }
        if (status.conferenceState().equals("ended") && status.participant().isEmpty()) {
            ended++;
        }
        status.participant().ifPresent(participant -> {
            String address = participant.address().orElseThrow();
            Conference conference = conferences.get(Integer.parseInt(address.substring(5, address.indexOf('@'))));
            conference.id = status.conferenceId();
            if (participant.state().equals("connected") && ++conference.connected == 2) {
                inCall++;
                untilInCall.add(System.nanoTime() - conference.answeredAt);
            }
        });
    }

    private static StatusReport status(String body) {
        try {
            SoapMessage message = SoapReader.read(body.getBytes(StandardCharsets.ISO_8859_1));
            if (message.isFault()) {
                throw new IllegalStateException("A command failed: " + body);
            }
            return StatusXml.isReport(message) ? StatusXml.read(message) : null;
        } catch (SoapException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
