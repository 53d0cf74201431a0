package io.bridgehead.bridge.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.http.BridgeCallbacks;
import io.bridgehead.bridge.http.CallbackRefusedException;
import io.bridgehead.bridge.http.CommandReader;
import io.bridgehead.bridge.http.EventFeed;
import io.bridgehead.bridge.http.WebhookSignature;

/** A simulated bridge behind the HTTP contract of {@code docs/add-a-bridge.md}. */
public final class SimulatorServer implements AutoCloseable {

    private static final Pattern COMMAND = Pattern.compile("/commands/([^/]{1,128})");
    private static final Pattern AFTER = Pattern.compile("after=([0-9]+)");
    private static final String WEB_PAGE = "<html><body>It works!</body></html>";
    private static final int THREADS = 16;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong requests = new AtomicLong();
    private final SimulatorSettings settings;
    private final Consumer<BridgeCommand> listener;
    private final CommandReader reader;
    private final EventFeed feed;
    private final SimulatedBridge bridge;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "bridge-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    private record Answer(int status, String body) {
    }

    /**
     * Listens from now on.
     *
     * @param listener hears of each command before it is carried out, repeats included
     * @param says is told when its events are not taken, and when they are again
     * @throws IOException if it cannot listen there
     * @throws IllegalArgumentException if a secret is none
     */
    public SimulatorServer(SimulatorSettings settings, Consumer<BridgeCommand> listener, Consumer<String> says)
            throws IOException {
        this.settings = settings;
        this.listener = listener;
        WebhookSignature signature = new WebhookSignature(settings.secrets());
        server = HttpServer.create(settings.listen(), 0);
        reader = new CommandReader(signature, json);
        feed = new EventFeed(Reporting.of(settings, signature, json), says);
        bridge = new SimulatedBridge(settings.misbehaviour(), settings.pace(), settings.lateness(), feed);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            Answer answer = answer(call);
            switch (settings.misbehaviour()) {
                case SLOW -> Thread.sleep(settings.lateness().toMillis());
                case GARBAGE -> answer = new Answer(200, WEB_PAGE);
                case CUTS -> {
                    if (requests.incrementAndGet() % 2 == 1) {
                        return;
                    }
                }
                default -> {
                    // What else is wrong concerns the events.
                }
            }
            send(call, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readNBytes(BridgeCallbacks.MAX_BODY + 1);
        UnaryOperator<String> header = call.getRequestHeaders()::getFirst;
        String path = call.getRequestURI().getPath();
        Matcher command = COMMAND.matcher(path);
        try {
            if (call.getRequestMethod().equals("PUT") && command.matches()) {
                return execute(reader.command(command.group(1), header, body));
            }
            if (call.getRequestMethod().equals("GET") && path.equals("/events")) {
                Matcher after = AFTER.matcher(String.valueOf(call.getRequestURI().getQuery()));
                long number = reader.after(after.matches() ? after.group(1) : null, header);
                return new Answer(200, json.writeValueAsString(feed.replay(number).toJson()));
            }
            return error(404, "Only /commands/{id} and /events are here");
        } catch (CallbackRefusedException e) {
            return error(e.status(), e.getMessage());
        }
    }

    private Answer execute(BridgeCommand command) throws JsonProcessingException {
        listener.accept(command);
        if (command instanceof BridgeCommand.ListLegs list) {
            return new Answer(200, json.writeValueAsString(bridge.list(list.conferenceId()).toJson()));
        }
        try {
            bridge.execute(command);
        } catch (IllegalStateException e) {
            return error(503, e.getMessage());
        }
        return new Answer(202, "");
    }

    private Answer error(int status, String words) throws JsonProcessingException {
        return new Answer(status, json.writeValueAsString(Map.of("error", words)));
    }

    private static void send(HttpExchange call, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            call.getResponseHeaders().set("Content-Type", "application/json");
        }
        call.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }

    /** Ends at once, as a process does that dies: nothing more is answered or told. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        bridge.close();
        feed.close();
    }
}
