package io.bridgehead.test;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** The product's own command-line client as a process: what a person at the keyboard types and reads. */
public final class Client implements AutoCloseable {

    private static final int STATUS_SECONDS = 40;

    private final RunningProcess process;

    private Client(RunningProcess process) {
        this.process = process;
    }

    /**
     * Starts a conference.
     *
     * @param me where the initiator is to be called, perhaps with a name: {@code Carol <sip:...>}
     * @param others where the other participants are to be called
     */
    public static Client start(InetSocketAddress server, String user, String password, String me, String... others) {
        List<String> arguments = new ArrayList<>(List.of("start", "--me", me));
        arguments.addAll(List.of(others));
        return run(server, user, password, arguments.toArray(String[]::new));
    }

    /** Runs any command of the client. */
    public static Client run(InetSocketAddress server, String user, String password, String... command) {
        return runAt(line -> line, server.getAddress().getHostAddress() + ":" + server.getPort(), user, password, command);
    }

    /**
     * Runs any command of the client somewhere else.
     *
     * @param place how a command line is run there
     * @param server as it is typed
     */
    public static Client runAt(UnaryOperator<List<String>> place, String server, String user, String password,
            String... command) {
        List<String> arguments = new ArrayList<>(List.of("client", "--server", server, "--user", user, "--password", password));
        arguments.addAll(List.of(command));
        return new Client(RunningProcess.start(new ProcessBuilder(place.apply(Product.commandLine(Map.of(), arguments)))));
    }

    /** Types a line: {@code add ADDRESS}, {@code remove pN}, {@code end}. */
    public void type(String line) {
        process.write(line);
    }

    /** Waits until a line has all the given words in this order, whatever stands between them; letters in any case. */
    public String awaitLine(String... words) {
        return awaitLine(STATUS_SECONDS, words);
    }

    /** As {@link #awaitLine(String...)}, with a time of its own in seconds. */
    public String awaitLine(int seconds, String... words) {
        Pattern wanted = Pattern.compile(Stream.of(words).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
        return process.await(0, "a line with " + List.of(words), line -> wanted.matcher(line).find(), seconds);
    }

    /** Waits until the roster has shown a participant in a state. */
    public void awaitState(String name, String state) {
        awaitState(STATUS_SECONDS, name, state);
    }

    /** As {@link #awaitState(String, String)}, with a time of its own in seconds. */
    public void awaitState(int seconds, String name, String state) {
        process.await(0, name + ": " + state, line -> state.equals(stateIn(line, name)), seconds);
    }

    /** Waits until the roster's last line marks a participant as speaking, or no longer does. */
    public void awaitSpeaking(String name, boolean speaking) {
        Awaitility.await(name + (speaking ? " speaks" : " is silent")).atMost(STATUS_SECONDS, TimeUnit.SECONDS)
                .pollInterval(5, TimeUnit.MILLISECONDS).until(() -> lines().stream().filter(line -> stateIn(line, name) != null)
                        .reduce((one, next) -> next)
                        .filter(line -> line.matches(".*[\\[|] " + Pattern.quote(name) + ": [^|]*\\(speaking\\).*") == speaking)
                        .isPresent());
    }

    /** The states that the roster showed for a participant, in order, each once. */
    public List<String> statesOf(String name) {
        List<String> states = new ArrayList<>();
        for (String line : process.lines()) {
            String state = stateIn(line, name);
            if (state != null && (states.isEmpty() || !states.get(states.size() - 1).equals(state))) {
                states.add(state);
            }
        }
        return states;
    }

    /** The id of the conference, once the server has said that it is under way. */
    public String conference() {
        String line = awaitLine("Conference ", " is under way");
        return line.replaceAll("^.*Conference (\\S+) is under way.*$", "$1");
    }

    /** The roster is one line: {@code [ Alice: ringing | Bob: in the call ]}. */
    static String stateIn(String line, String name) {
        Matcher matcher = Pattern.compile("[\\[|] " + Pattern.quote(name) + ": ([^|\\]]+?)(?: \\(speaking\\))? *[|\\]]")
                .matcher(line);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Everything printed so far. */
    public List<String> lines() {
        return process.lines();
    }

    /** Waits for the end of the process and gives its exit code. */
    public int exitCode() {
        return process.exitCode(STATUS_SECONDS);
    }

    /** SIGKILL: it says goodbye to nobody. */
    public void kill9() {
        process.kill9();
    }

    @Override
    public void close() {
        process.close();
    }
}
