package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Finds start line, header lines and body in bytes. Refuses only what cannot be framed; everything it can read on after is
 * noted and left to {@link SipValidator}, so that a wrong request can still be answered. Thread-safe.
 */
public final class SipParser {
    private static final SipParser DEFAULT = new SipParser(MessageLimits.DEFAULT);

    private final MessageLimits limits;

    /** @throws IllegalArgumentException if messages of more than 64 MiB were allowed */
    public SipParser(MessageLimits limits) {
        if (limits.maxMessageBytes() > HeaderTable.MAX_BYTES) {
            throw new IllegalArgumentException("The longest message allowed must be shorter than 64 MiB");
        }
        this.limits = limits;
    }

    /** Parses one whole message with the default limits. */
    public static SipMessage parse(byte[] bytes) {
        return DEFAULT.parseDatagram(bytes);
    }

    /**
     * Parses one datagram or WebSocket message. Bytes behind Content-Length are dropped (RFC 3261 section 18.3).
     *
     * @param bytes taken over, not to be changed afterwards
     * @throws SipParseException if this is not SIP or above a limit; status 513 for a limit
     */
    public SipMessage parseDatagram(byte[] bytes) {
        if (bytes.length > limits.maxMessageBytes()) {
            throw new SipParseException(513, "Message Too Large");
        }
        int start = 0;
        while (start + 1 < bytes.length && bytes[start] == '\r' && bytes[start + 1] == '\n') {
            start += 2;
        }
        MessageReader reader = new MessageReader(bytes, start, limits);
        SipMessage message = reader.read();
        int rest = bytes.length - reader.end();
        int length = rest;
        try {
            int announced = message.contentLength();
            if (announced > rest) {
                message.defect(new SipParseException("Content-Length exceeds the message"));
            } else if (announced >= 0) {
                length = announced;
            }
        } catch (SipParseException e) {
            message.defect(e);
        }
        message.attachBody(bytes, reader.end(), length);
        return message;
    }

    /**
     * Parses start line and headers of a message that comes in a stream; the body is attached later, see
     * {@link SipMessage#attachBody(byte[])}.
     *
     * @param head ends with the empty line; taken over
     * @throws SipParseException if this is not SIP or above a limit
     */
    public SipMessage parseHead(byte[] head) {
        if (head.length > HeaderTable.MAX_BYTES) {
            throw new SipParseException(513, "Header Section Too Large");
        }
        return new MessageReader(head, 0, limits).read();
    }

    static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
