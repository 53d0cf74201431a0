package io.bridgehead.test.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.bridgehead.test.RunningProcess;

/** A client that is one process, told what to do by its standard input. */
abstract class ProcessPeer implements Peer {

    private static final int REGISTER_SECONDS = 40;

    final Site site;
    private final String client;
    private final String transport;
    private final String user;
    private final List<RunningProcess> processes = new ArrayList<>();

    ProcessPeer(String client, String transport, String user, Site site) {
        this.client = client;
        this.transport = transport;
        this.user = user;
        this.site = site;
    }

    /** How it says that it is registered. */
    abstract boolean saysRegistered(String line);

    /** How it shows a text that it received. */
    boolean shows(String line, String text) {
        return line.contains(text);
    }

    final RunningProcess run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(site.inside().apply(command));
        builder.environment().putAll(environment);
        RunningProcess process = RunningProcess.start(builder);
        synchronized (processes) {
            processes.add(process);
        }
        return process;
    }

    /** The process that stays. */
    final RunningProcess main() {
        synchronized (processes) {
            return processes.get(0);
        }
    }

    /** A folder of its own. */
    final Path directory() {
        try {
            return Files.createDirectories(site.directory().resolve(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void await(String what, Predicate<String> wanted, int seconds) {
        main().await(0, this + ": " + what, wanted, seconds);
    }

    @Override
    public final String client() {
        return client;
    }

    @Override
    public final String transport() {
        return transport;
    }

    @Override
    public final String user() {
        return user;
    }

    @Override
    public void awaitRegistered() {
        await("registered", this::saysRegistered, REGISTER_SECONDS);
    }

    @Override
    public void awaitReceived(String text, int seconds) {
        await("received " + text, line -> shows(line, text), seconds);
    }

    @Override
    public void awaitPrinted(String text, int seconds) {
        await("printed " + text, line -> line.contains(text), seconds);
    }

    @Override
    public String output() {
        StringBuilder all = new StringBuilder();
        synchronized (processes) {
            processes.forEach(process -> all.append(String.join("\n", process.lines())).append("\n----\n"));
        }
        return all.toString();
    }

    @Override
    public void close() {
        List<RunningProcess> all;
        synchronized (processes) {
            all = List.copyOf(processes);
        }
        all.forEach(process -> {
            if (!process.ended()) {
                process.kill9();
            }
        });
    }

    @Override
    public final String toString() {
        return client + " over " + transport;
    }
}
