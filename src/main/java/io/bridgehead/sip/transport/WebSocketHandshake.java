package io.bridgehead.sip.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The HTTP request that opens a WebSocket for SIP (RFC 6455 section 4.2, RFC 7118 section 4), whatever web server read it.
 *
 * @param method of HTTP
 * @param path without query
 * @param headers all values of a header, by its name
 * @param own scheme, host and port by which the request reached us, such as {@code https://chat.example.com}; null if unknown
 */
public record WebSocketHandshake(String method, String path, Function<String, List<String>> headers, String own) {
    /** Where SIP is spoken. */
    public static final String PATH = "/sip";

    static final String SUB_PROTOCOL = "sip";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_LENGTH = 24;

    /** The HTTP status with which it is to be refused, or 101: Switching Protocols. */
    public int status(Origins origins) {
        if (!method.equals("GET")) {
            return 400;
        }
        if (!path.equals(PATH)) {
            return 404;
        }
        if (!has("Upgrade", "websocket") || !has("Connection", "upgrade") || headers.apply("Sec-WebSocket-Key").size() != 1
                || headers.apply("Sec-WebSocket-Key").get(0).trim().length() != KEY_LENGTH
                || !has("Sec-WebSocket-Protocol", SUB_PROTOCOL)) {
            return 400;
        }
        if (!has("Sec-WebSocket-Version", "13")) {
            return 426;
        }
        return origins.admit(headers.apply("Origin"), own) ? 101 : 403;
    }

    /** What stands in the answer besides its status. */
    public Map<String, String> answer(int status) {
        return switch (status) {
            case 101 -> Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Protocol", SUB_PROTOCOL,
                    "Sec-WebSocket-Accept", accept(headers.apply("Sec-WebSocket-Key").get(0).trim()));
            case 426 -> Map.of("Sec-WebSocket-Version", "13", "Connection", "close");
            default -> Map.of("Connection", "close");
        };
    }

    private boolean has(String name, String word) {
        return headers.apply(name).stream().flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.trim().equalsIgnoreCase(word));
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
