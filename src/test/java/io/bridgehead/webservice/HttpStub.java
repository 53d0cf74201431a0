package io.bridgehead.webservice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

/** An HTTP server that plays a web service. */
final class HttpStub implements AutoCloseable {

    record Request(Headers headers, byte[] body) {
    }

    record Response(int status, byte[] body) {
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile Function<Request, Response> behaviour;
    private final HttpServer server;

    HttpStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", http -> {
            Request request = new Request(http.getRequestHeaders(), http.getRequestBody().readAllBytes());
            requests.add(request);
            Response response = behaviour.apply(request);
            if (response != null) {
                http.getResponseHeaders().set("Content-Type", "application/soap+xml");
                http.sendResponseHeaders(response.status(), response.body().length);
                http.getResponseBody().write(response.body());
            }
            http.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/x";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
