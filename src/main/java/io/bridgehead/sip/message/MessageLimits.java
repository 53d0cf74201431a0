package io.bridgehead.sip.message;

/**
 * How large a message may be before it is refused.
 *
 * @param maxMessageBytes whole message, default 65,535
 * @param maxHeaderBytes start line and header section, default 8,192
 * @param maxHeaders header lines, default 64
 */
public record MessageLimits(int maxMessageBytes, int maxHeaderBytes, int maxHeaders) {
    public static final MessageLimits DEFAULT = new MessageLimits(65_535, 8_192, 64);
}
