package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.bridgehead.test.TestAuthority;

/** A bridge apart reports by HTTPS: only to whom can prove the name in the url. */
class EventPosterTest {

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static SSLContext own;

    private final AtomicInteger taken = new AtomicInteger();
    private HttpsServer bridgehead;

    @BeforeAll
    static void makeAuthority() {
        authority = new TestAuthority(folder);
        own = authority.issue("own", "ip:127.0.0.1").server();
    }

    @BeforeEach
    void listen() throws IOException {
        bridgehead = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridgehead.setHttpsConfigurator(new HttpsConfigurator(own));
        bridgehead.createContext("/", call -> {
            taken.incrementAndGet();
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        bridgehead.start();
    }

    @AfterEach
    void stop() {
        bridgehead.stop(0);
    }

    private EventPoster poster(Path trust) {
        return new EventPoster(URI.create("https://127.0.0.1:" + bridgehead.getAddress().getPort() + "/bridges/box/events"),
                new WebhookSignature("a secret of at least thirty-two characters"), new ObjectMapper(), trust);
    }

    @Test
    void anAuthorityThatTheOperatorNamedIsBelieved() throws Exception {
        assertThat(poster(authority.authority()).post("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(204);
        assertThat(taken).hasValue(1);
    }

    @Test
    void anUnknownAuthorityIsToldNothing() {
        assertThatThrownBy(() -> poster(null).post("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(taken).hasValue(0);
    }
}
