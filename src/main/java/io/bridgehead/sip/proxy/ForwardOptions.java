package io.bridgehead.sip.proxy;

import java.util.List;
import java.util.Map;

/**
 * How a request is forwarded.
 *
 * @param respond whether responses are sent upstream; without, the best one is only returned
 * @param removeHeaders names of headers that are not forwarded
 * @param setHeaders headers with their lines: added, or put in place of those there are, after the removal
 */
public record ForwardOptions(boolean respond, List<String> removeHeaders, Map<String, List<String>> setHeaders) {

    /** Responds; changes no headers. */
    public static final ForwardOptions DEFAULT = new ForwardOptions(true, List.of(), Map.of());

    public ForwardOptions {
        removeHeaders = List.copyOf(removeHeaders);
        setHeaders = Map.copyOf(setHeaders);
    }
}
