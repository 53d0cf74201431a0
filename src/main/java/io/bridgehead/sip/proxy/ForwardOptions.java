package io.bridgehead.sip.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a request is forwarded.
 *
 * @param respond whether responses are sent upstream; without, the best one is only returned
 * @param removeHeaders names of headers that are not forwarded
 * @param setHeaders headers with their lines: added, or put in place of those there are, after the removal
 * @param forking in which order the targets are tried
 * @param patience how long the targets of one step are waited for, if others come after them
 */
public record ForwardOptions(boolean respond, List<String> removeHeaders, Map<String, List<String>> setHeaders, Forking forking,
        Duration patience) {

    /** How long a telephone rings before the next one does. */
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(20);

    /** Responds; changes no headers; asks by preference. */
    public static final ForwardOptions DEFAULT = new ForwardOptions(true, List.of(), Map.of());

    public ForwardOptions {
        removeHeaders = List.copyOf(removeHeaders);
        setHeaders = Map.copyOf(setHeaders);
    }

    /** By preference, with the usual patience. */
    public ForwardOptions(boolean respond, List<String> removeHeaders, Map<String, List<String>> setHeaders) {
        this(respond, removeHeaders, setHeaders, Forking.Q, STANDARD_PATIENCE);
    }

    /** The same with another order. */
    public ForwardOptions forking(Forking other, Duration otherPatience) {
        return new ForwardOptions(respond, removeHeaders, setHeaders, other, otherPatience);
    }
}
