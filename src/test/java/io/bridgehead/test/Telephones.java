package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Real telephones: baresip processes on the loopback address, each playing a tone of its own and recording what it hears. */
public final class Telephones implements AfterAllCallback, AutoCloseable {

    private static final Path FARM = Path.of("src/test/phones/phonefarm.py");
    private static final int START_SECONDS = 30;
    private static final int WAIT_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningProcess farm;
    private final String control;
    private final List<Telephone> telephones = new ArrayList<>();

    private Telephones(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3", FARM.toString(), "--dir", directory()));
        command.addAll(arguments);
        farm = RunningProcess.start(new ProcessBuilder(command));
        JsonNode ready = parse(farm.await(0, "telephones", line -> line.startsWith("{"), START_SECONDS));
        control = "http://127.0.0.1:" + ready.get("control").asInt();
        JsonNode phones = ready.get("phones");
        for (int number = 0; number < phones.size(); number++) {
            JsonNode phone = phones.get(number);
            telephones.add(new Telephone(number, phone.get("uri").asText(), phone.get("tone").asInt()));
        }
    }

    /** Telephones that are called at their own address and that know no server. */
    public static Telephones directly(int count) {
        return new Telephones(List.of("--count", Integer.toString(count)));
    }

    /** Telephones that register with a SIP server, one for each user. */
    public static Telephones registered(InetSocketAddress server, String domain, String password, String... users) {
        String accounts = List.of(users).stream().map(user -> user + ":" + password).collect(Collectors.joining(","));
        Telephones telephones = new Telephones(
                List.of("--register", server.getAddress().getHostAddress() + ":" + server.getPort(), "--domain", domain,
                        "--users", accounts));
        telephones.all().forEach(Telephone::awaitRegistered);
        return telephones;
    }

    /** The telephone of a number, counted from 0. */
    public Telephone get(int number) {
        return telephones.get(number);
    }

    /** All telephones in order. */
    public List<Telephone> all() {
        return List.copyOf(telephones);
    }

    /** Puts every telephone on the hook and lets it answer at once again, so that tests do not disturb each other. */
    public void reset() {
        telephones.forEach(Telephone::reset);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        farm.close();
    }

    private static String directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "phones")), "farm").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One telephone and the person at it. */
    public final class Telephone {

        private final int number;
        private final String uri;
        private final int tone;

        private Telephone(int number, String uri, int tone) {
            this.number = number;
            this.uri = uri;
            this.tone = tone;
        }

        /** The SIP address at which it is called. */
        public String uri() {
            return uri;
        }

        /** The tone it plays while connected, in Hz. */
        public int tone() {
            return tone;
        }

        /** Answers calls from now on after some seconds. */
        public void answersAfter(double seconds) {
            behave("{\"mode\":\"answer\",\"after\":" + seconds + "}");
        }

        /** Answers calls from now on at once and hangs up after some seconds. */
        public void answersAndHangsUpAfter(double seconds) {
            behave("{\"mode\":\"answer\",\"hang_up_after\":" + seconds + "}");
        }

        /** Rings from now on until somebody does something. */
        public void rings() {
            behave("{\"mode\":\"ring\"}");
        }

        /** Is busy from now on: refuses with 486. */
        public void isBusy() {
            behave("{\"mode\":\"busy\"}");
        }

        /** Takes the call that rings. */
        public void answer() {
            post("answer", "{}");
        }

        /** Ends the call, or refuses the one that rings. */
        public void hangUp() {
            post("hangup", "{}");
        }

        /** Calls an address. */
        public void dial(String address) {
            post("dial", "{\"uri\":\"" + address + "\"}");
        }

        /** Presses keys while in a call. */
        public void presses(String keys) {
            post("keys", "{\"keys\":\"" + keys + "\"}");
        }

        /** Calls that came in since the start. */
        public int calls() {
            return describe().get("calls").asInt();
        }

        /** {@code idle}, {@code ringing} or {@code connected}. */
        public String state() {
            return describe().get("state").asText();
        }

        /** Waits for a {@linkplain #state() state}. */
        public void awaitState(String state) {
            Awaitility.await(uri + " " + state).atMost(WAIT_SECONDS, TimeUnit.SECONDS).until(this::state, state::equals);
        }

        /** Why its last call ended, as it was told: {@code 486 Busy Here}; empty if no call has ended yet. */
        public String lastEnd() {
            String last = "";
            for (JsonNode event : describe().get("events")) {
                last = event.get("type").asText().equals("CALL_CLOSED") ? event.get("parameter").asText() : last;
            }
            return last;
        }

        /** The tones, in Hz, that came in over the last second and a half. */
        public Set<Integer> heard() {
            Set<Integer> tones = new TreeSet<>();
            ask(HttpRequest.newBuilder(URI.create(control + "/phones/" + number + "/heard")))
                    .get("tones").forEach(found -> tones.add(found.asInt()));
            return tones;
        }

        /** Waits until it hears exactly these telephones. */
        public void awaitHears(Telephone... others) {
            Set<Integer> tones = new TreeSet<>();
            for (Telephone other : others) {
                tones.add(other.tone());
            }
            Awaitility.await(uri + " hears " + tones).atMost(WAIT_SECONDS, TimeUnit.SECONDS).until(this::heard, tones::equals);
        }

        private void awaitRegistered() {
            Awaitility.await(uri + " registered").atMost(WAIT_SECONDS, TimeUnit.SECONDS)
                    .until(() -> describe().get("registered").asBoolean());
        }

        private void reset() {
            answersAfter(0);
            if (!state().equals("idle")) {
                hangUp();
                awaitState("idle");
            }
        }

        private void behave(String behaviour) {
            post("behaviour", behaviour);
        }

        private void post(String what, String json) {
            ask(HttpRequest.newBuilder(URI.create(control + "/phones/" + number + "/" + what))
                    .POST(BodyPublishers.ofString(json)));
        }

        private JsonNode describe() {
            return ask(HttpRequest.newBuilder(URI.create(control + "/phones/" + number)));
        }
    }
}
