package io.bridgehead.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.bridgehead.bridge.http.Contract;
import io.bridgehead.bridge.http.InvalidSignatureException;
import io.bridgehead.bridge.http.WebhookSignature;

/**
 * A bridge as a partner would write it, after nothing but the published contract: a small HTTP server. It calls nobody; a
 * test says what its calls come to. It holds every command it gets against the published document.
 */
public final class PartnerBridge implements AutoCloseable {

    public static final String SECRET = "a secret only the two of us know, 2026";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final WebhookSignature signature = new WebhookSignature(SECRET);
    private final int port;
    private final List<Map<String, Object>> commands = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private volatile String body = "";
    private volatile boolean keepsEvents = true;
    private volatile String epoch = "e1";
    private final SSLContext tls;
    private HttpServer server;

    public PartnerBridge() {
        this(null);
    }

    /** @param tls it speaks HTTPS and shows this certificate; null: it speaks HTTP */
    public PartnerBridge(SSLContext tls) {
        this.tls = tls;
        port = Ports.free();
        start();
    }

    /** Begins to listen, or does so again. */
    public void start() {
        try {
            InetSocketAddress where = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = tls == null ? HttpServer.create(where, 0) : HttpsServer.create(where, 0);
            if (server instanceof HttpsServer secure) {
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** Nobody listens any more. */
    public void stop() {
        server.stop(0);
    }

    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port + "/api";
    }

    /**
     * A folder with the files that plug it in.
     *
     * @param name as Bridgehead will know it
     * @param patience milliseconds
     */
    public Path folder(String name, int patience) {
        return folder(name, SECRET, url(), patience);
    }

    /** A folder with the files that plug in a bridge of any make. */
    public static Path folder(String name, String secret, Object url, int patience) {
        try {
            Path folder = Files.createTempDirectory("bridges");
            Files.writeString(folder.resolve(name + ".secret"), secret);
            Files.writeString(folder.resolve(name + ".yaml"), """
                    - templatedRoute:
                        routeTemplateRef: http-bridge
                        parameters:
                          - name: url
                            value: %s
                          - name: patience
                            value: %d
                    """.formatted(url, patience));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What commands are answered from now on. */
    public void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    /** It does not give events a second time. */
    public void keepNoEvents() {
        keepsEvents = false;
    }

    /** It has forgotten its events and numbers the next ones from 1. */
    public void countAnew(String newEpoch) {
        events.clear();
        epoch = newEpoch;
    }

    /** All requests, such as {@code PUT /api/commands/c1.end}. */
    public List<String> requests() {
        return requests;
    }

    /** The commands it got, repeats included. */
    public List<Map<String, Object>> commands() {
        return commands;
    }

    /** Waits for a command. */
    public Map<String, Object> awaitCommand(String word) {
        return Awaitility.await(word)
                .until(() -> commands.stream().filter(command -> word.equals(command.get("command"))).toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    /** What in the requests it got was not as the published document says. */
    public List<String> breaches() {
        return breaches;
    }

    /** An event with the next number, not sent yet. */
    public Map<String, Object> happens(String event, String leg) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", events.size() + 1);
        json.put("event", event);
        json.put("leg", leg);
        json.put("time", Instant.now().toString());
        json.put("sequence", events.size() + 1);
        events.add(json);
        return json;
    }

    /** The body that carries events of its present epoch. */
    public String batchOf(List<Map<String, Object>> some) {
        return batch(epoch, some);
    }

    /** The body that carries events of the first epoch. */
    public static String batch(List<Map<String, Object>> some) {
        return batch("e1", some);
    }

    private static String batch(String epoch, List<Map<String, Object>> some) {
        try {
            return JSON.writeValueAsString(Map.of("epoch", epoch, "events", some));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports events, as a bridge does. */
    public HttpResponse<String> report(URI where, List<Map<String, Object>> some) {
        return post(where, SECRET, "batch-" + UUID.randomUUID(), Instant.now(), batch(some));
    }

    /** Reports events as anybody might. */
    public static HttpResponse<String> post(URI where, String secret, String id, Instant time, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(where).header("Content-Type", "application/json").header("webhook-id", id)
                .header("webhook-timestamp", WebhookSignature.seconds(time))
                .header("webhook-signature", new WebhookSignature(secret).sign(id, time, bytes)), bytes);
    }

    /** Sends a POST just as it is. */
    public static HttpResponse<String> send(HttpRequest.Builder request, byte[] bytes) {
        try {
            return HTTP.send(
                    request.timeout(Duration.ofSeconds(20)).POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status that a body without Content-Length gets. */
    public static int sendOfUnknownLength(URI where) {
        try {
            return HTTP.send(HttpRequest.newBuilder(where).timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1]))).build(),
                    BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange call) throws IOException {
        byte[] content = call.getRequestBody().readAllBytes();
        requests.add(call.getRequestMethod() + " " + call.getRequestURI());
        try {
            signature.verify(header(call, WebhookSignature.ID), header(call, WebhookSignature.TIMESTAMP),
                    header(call, WebhookSignature.SIGNATURE), content, Instant.now());
        } catch (InvalidSignatureException e) {
            answer(call, 401, "");
            return;
        }
        if (call.getRequestMethod().equals("GET")) {
            replay(call);
        } else {
            command(call, new String(content, StandardCharsets.UTF_8));
        }
    }

    private void command(HttpExchange call, String text) throws IOException {
        Map<String, Object> command = JSON.readValue(text, new TypeReference<>() {
        });
        breaches.addAll(Contract.breaches("Command", text));
        if (!call.getRequestURI().getPath().equals("/api/commands/" + command.get("id"))) {
            breaches.add("the path is " + call.getRequestURI());
        }
        commands.add(command);
        answer(call, status, body);
    }

    private void replay(HttpExchange call) throws IOException {
        long after = Long.parseLong(call.getRequestURI().getQuery().substring("after=".length()));
        if (!keepsEvents) {
            answer(call, 404, "");
            return;
        }
        List<Map<String, Object>> later = new ArrayList<>(
                events.stream().filter(e -> ((Number) e.get("number")).longValue() > after)
                        .limit(100).toList());
        answer(call, 200, JSON.writeValueAsString(Map.of("epoch", epoch, "events", later, "last", events.size())));
    }

    private static String header(HttpExchange call, String name) {
        return call.getRequestHeaders().getFirst(name);
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (status >= 300 && status < 400) {
            call.getResponseHeaders().set("Location", body);
        }
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        stop();
    }
}
