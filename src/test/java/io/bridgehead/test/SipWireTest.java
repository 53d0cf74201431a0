package io.bridgehead.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class SipWireTest {

    private static SipText read(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            text.append((char) input.read());
        }
        SipText head = SipText.parse(text.toString());
        int length = Integer.parseInt(head.header("Content-Length"));
        return new SipText(head.startLine(), head.headers(), new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersAChallengeAndTheMessagesThatComeIn() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<SipText>> seen = CompletableFuture.supplyAsync(() -> serve(server));
            try (SipWire wire = new SipWire(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                    "example.test")) {
                SipText answer = wire.exchange(wire.message("carol", "bob", "text/plain", "grüß dich"), "carol", "demo");

                assertThat(answer.status()).isEqualTo(200);
                wire.awaitMessage("in two pieces");
                List<SipText> requests = seen.get(30, TimeUnit.SECONDS);
                assertThat(requests.get(0).header("Proxy-Authorization")).isEmpty();
                assertThat(requests.get(1).header("Proxy-Authorization")).contains("username=\"carol\"", "algorithm=SHA-256");
                assertThat(requests.get(1).body()).isEqualTo("grüß dich");
                assertThat(requests.get(1).header("Call-ID")).isEqualTo(requests.get(0).header("Call-ID"));
                assertThat(requests.get(1).header("CSeq")).isNotEqualTo(requests.get(0).header("CSeq"));
                assertThat(requests.get(2).status()).isEqualTo(200);
            }
        }
    }

    private static List<SipText> serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            SipText first = read(socket.getInputStream());
            write(socket, first.response("407 Proxy Authentication Required", "s", """
                    Proxy-Authenticate: Digest realm="example.test", nonce="n", qop="auth", algorithm=SHA-256
                    Proxy-Authenticate: Digest realm="example.test", nonce="m", qop="auth", algorithm=MD5
                    """.replace("\n", "\r\n"), ""));
            SipText second = read(socket.getInputStream());
            write(socket, second.response("100 Trying", "", "", "") + second.response("200 OK", "s", "", ""));
            write(socket,
                    "\r\n\r\nMESSAGE sip:carol@h SIP/2.0\r\nVia: v\r\nFrom: <sip:b@h>;tag=1\r\nTo: <sip:carol@h>\r\nCall-ID: x\r\n");
            write(socket, "CSeq: 1 MESSAGE\r\nContent-Length: 13\r\n\r\nin two pieces");
            return List.of(first, second, read(socket.getInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
