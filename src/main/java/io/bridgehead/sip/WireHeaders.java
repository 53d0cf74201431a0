package io.bridgehead.sip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Carries headers between messages and exchanges: {@code CamelSipHeader.Name} here, {@code Name} there. */
final class WireHeaders {

    private static final String COPIED = "CamelSipCopiedHeaders";

    private final HeaderFilterStrategy filter;

    WireHeaders(HeaderFilterStrategy filter) {
        this.filter = filter;
    }

    /** Splits a comma-separated option. */
    static List<String> names(String option) {
        return option == null ? List.of()
                : Arrays.stream(option.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
    }

    /** Copies the named headers in: a String, or a List of them if there are several lines or values. */
    void copyIn(io.bridgehead.sip.message.SipMessage from, List<String> names, Exchange exchange, Message to) {
        for (String name : names) {
            List<String> values = from.headers(name);
            if (!values.isEmpty() && !filter.applyFilterToExternalHeaders(name, values, exchange)) {
                Object value = values.size() == 1 ? values.get(0) : values;
                to.setHeader(SipConstants.HEADER_PREFIX + name, value);
                copied(exchange).add(value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> copied(Exchange exchange) {
        Set<Object> copied = exchange.getProperty(COPIED, Set.class);
        if (copied == null) {
            copied = Collections.newSetFromMap(new IdentityHashMap<>());
            exchange.setProperty(COPIED, copied);
        }
        return copied;
    }

    /**
     * As {@link #outgoing(Message)}, without what {@link #copyIn} put there and nobody has set since. Asked by identity: a
     * registrar's Contact may well say the same, letter for letter, as the request's.
     */
    Map<String, List<String>> answered(Message message) {
        Set<?> copied = message.getExchange().getProperty(COPIED, Set.class);
        return outgoing(message, copied == null ? Set.of() : copied);
    }

    /**
     * The headers that a message wants written, with their lines.
     *
     * @throws IllegalArgumentException if a value has a line break, which would smuggle in further headers
     */
    Map<String, List<String>> outgoing(Message message) {
        return outgoing(message, Set.of());
    }

    private Map<String, List<String>> outgoing(Message message, Set<?> unwanted) {
        Map<String, List<String>> result = null;
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            if (header.getValue() == null || !isForWire(header.getKey()) || unwanted.contains(header.getValue())) {
                continue;
            }
            String name = header.getKey().substring(SipConstants.HEADER_PREFIX.length());
            if (!name.isEmpty() && !filter.applyFilterToCamelHeaders(name, header.getValue(), message.getExchange())) {
                result = result == null ? new LinkedHashMap<>() : result;
                result.put(checked(name), lines(header.getValue()));
            }
        }
        return result == null ? Map.of() : result;
    }

    /** Takes the headers meant for one message away, so that they do not get into the next one, too. */
    static void consume(Message message) {
        // Not by pattern: Camel compiles that as a regular expression anew for every header of every message.
        message.getHeaders().keySet().removeIf(WireHeaders::isForWire);
    }

    private static boolean isForWire(String key) {
        return key.regionMatches(true, 0, SipConstants.HEADER_PREFIX, 0, SipConstants.HEADER_PREFIX.length());
    }

    private static List<String> lines(Object value) {
        List<String> lines = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            several.forEach(one -> lines.add(checked(String.valueOf(one))));
        } else {
            lines.add(checked(String.valueOf(value)));
        }
        return lines;
    }

    private static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("Control character in a SIP header");
            }
        }
        return text;
    }
}
