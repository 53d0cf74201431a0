package io.bridgehead.soap;

import java.util.Optional;

/**
 * Why something ended.
 *
 * @param source sip, q850, timer, bridge or user
 * @param code a SIP status or a Q.850 cause, otherwise 0
 * @param text their words
 */
public record ReportedCause(String source, int code, Optional<String> text) {
}
