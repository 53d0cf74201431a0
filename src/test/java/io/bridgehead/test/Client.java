package io.bridgehead.test;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The product's own command-line client as a process: what a person at the keyboard types and reads. */
public final class Client implements AutoCloseable {

    private static final int STATUS_SECONDS = 20;

    private final RunningProcess process;
    private int read;

    private Client(RunningProcess process) {
        this.process = process;
    }

    /**
     * Starts a conference.
     *
     * @param me where the initiator is to be called
     * @param others where the other participants are to be called
     */
    public static Client start(InetSocketAddress server, String user, String password, String me, String... others) {
        List<String> arguments = new ArrayList<>(
                List.of("client", "--server", server.getAddress().getHostAddress() + ":" + server.getPort(), "--user", user,
                        "--password", password, "start", "--me", me));
        arguments.addAll(List.of(others));
        return new Client(RunningProcess.start(new ProcessBuilder(Product.commandLine(Map.of(), arguments))));
    }

    /** Types a line: {@code add ADDRESS}, {@code remove pN}, {@code end}. */
    public void type(String line) {
        process.write(line);
    }

    /** Reads on until a line has all the given words, in any order and case; lines before it count as read. */
    public String awaitLine(String... words) {
        return awaitLine(STATUS_SECONDS, words);
    }

    /** As {@link #awaitLine(String...)}, with a time of its own in seconds. */
    public String awaitLine(int seconds, String... words) {
        String line = process.await(read, "a line with " + List.of(words), hasAll(words), seconds);
        List<String> lines = process.lines();
        read += lines.subList(read, lines.size()).indexOf(line) + 1;
        return line;
    }

    /** Waits for a line with all the given words anywhere in the output and leaves the place of reading as it is. */
    public String awaitAnywhere(String... words) {
        return process.await(0, "a line with " + List.of(words), hasAll(words), STATUS_SECONDS);
    }

    /** Everything printed so far. */
    public List<String> lines() {
        return process.lines();
    }

    /** Waits for the end of the process and gives its exit code. */
    public int exitCode() {
        return process.exitCode(STATUS_SECONDS);
    }

    @Override
    public void close() {
        process.close();
    }

    private static Predicate<String> hasAll(String... words) {
        List<Predicate<String>> wanted = new ArrayList<>();
        for (String word : words) {
            wanted.add(Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)", Pattern.CASE_INSENSITIVE).asPredicate());
        }
        return line -> wanted.stream().allMatch(word -> word.test(line));
    }
}
