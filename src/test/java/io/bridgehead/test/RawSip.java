package io.bridgehead.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server one thing by any transport and gives the first final response; knows nothing of the product. */
public final class RawSip {

    /** How to send it. */
    public enum Transport {
        UDP,
        TCP,
        WS
    }

    private static final int WAIT_SECONDS = 30;
    private static final int BUFFER = 65_536;

    private RawSip() {
    }

    /** A request from a user of the product to another, a new transaction of a new Call-ID. */
    public static String request(Transport transport, String method, String from, String to, String body, String... headers) {
        StringBuilder text = new StringBuilder(method).append(' ').append(to).append(" SIP/2.0\r\nVia: SIP/2.0/")
                .append(transport).append(" 192.0.2.99:5060;branch=z9hG4bK").append(UUID.randomUUID())
                .append(";rport\r\nMax-Forwards: 70\r\nFrom: <").append(from).append(">;tag=raw\r\nTo: <").append(to)
                .append(">\r\nCall-ID: ").append(UUID.randomUUID()).append("\r\nCSeq: 1 ").append(method).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n")
                .append(body).toString();
    }

    /** Sends a request to a product. */
    public static SipText ask(Product product, Transport transport, String request) {
        try {
            return switch (transport) {
                case UDP -> udp(product.sip(), request);
                case TCP -> tcp(product.sip(), request);
                case WS -> webSocket(product, request);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer to " + request, e);
        }
    }

    /** Sends the same bytes over UDP so many times, as a client does that hears nothing; gives as many answers. */
    public static List<SipText> repeat(Product product, int times, String request) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            List<SipText> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                socket.send(new DatagramPacket(bytes, bytes.length, product.sip()));
                DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
                socket.receive(packet);
                answers.add(SipText.parse(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SipText udp(InetSocketAddress server, String request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, server));
            DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
            SipText answer;
            do {
                socket.receive(packet);
                answer = SipText.parse(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } while (answer.status() < 200);
            return answer;
        }
    }

    private static SipText tcp(InetSocketAddress server, String request) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream input = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            for (int octet = input.read(); octet >= 0; octet = input.read()) {
                text.append((char) octet);
                if (text.length() > 4 && text.substring(text.length() - 4).equals("\r\n\r\n")) {
                    SipText answer = SipText.parse(text.toString());
                    if (answer.status() >= 200) {
                        return answer;
                    }
                    text.setLength(0);
                }
            }
            throw new AssertionError("The connection was closed without an answer to " + request);
        }
    }

    private static SipText webSocket(Product product, String request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<SipText> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("sip")
                .buildAsync(product.webSocket(), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            SipText message = SipText.parse(text.toString());
                            text.setLength(0);
                            if (!message.isRequest() && message.status() >= 200) {
                                answer.complete(message);
                            }
                        }
                        from.request(1);
                        return null;
                    }
                }).get(WAIT_SECONDS, TimeUnit.SECONDS);
        socket.sendText(request, true);
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }
}
