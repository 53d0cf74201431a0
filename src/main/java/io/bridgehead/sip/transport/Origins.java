package io.bridgehead.sip.transport;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * From which web pages a WebSocket may be opened (RFC 6455 section 10.2). Browsers always name the page's origin; who names
 * none is no browser, and no page can have lured it here.
 */
public final class Origins {
    /** Pages that came from the address the WebSocket goes to. */
    public static final Origins SAME = new Origins(true, false, Set.of());
    /** Any page. */
    public static final Origins ANY = new Origins(false, true, Set.of());

    private static final String SAME_WORD = "same-origin";
    private static final String ANY_WORD = "*";

    private final boolean same;
    private final boolean any;
    private final Set<String> listed;

    private Origins(boolean same, boolean any, Set<String> listed) {
        this.same = same;
        this.any = any;
        this.listed = listed;
    }

    /**
     * Reads a list of origins such as {@code https://chat.example.com:8443}, of the word {@code same-origin}, or {@code *}.
     *
     * @throws IllegalArgumentException naming the first that is no origin
     */
    public static Origins of(Collection<String> words) {
        Set<String> listed = new HashSet<>();
        for (String word : words) {
            if (!word.equals(SAME_WORD) && !word.equals(ANY_WORD)) {
                String normal = normal(word);
                if (normal == null) {
                    throw new IllegalArgumentException(
                            "allowedOrigins: " + word + " is no origin; write https://host, https://host:port, "
                                    + SAME_WORD + " or " + ANY_WORD);
                }
                listed.add(normal);
            }
        }
        return new Origins(words.contains(SAME_WORD), words.contains(ANY_WORD), Set.copyOf(listed));
    }

    /**
     * @param sent the Origin headers of the request
     * @param own scheme, host and port by which the request reached us, or null if unknown
     */
    boolean admit(List<String> sent, String own) {
        if (any || sent.isEmpty()) {
            return true;
        }
        String origin = sent.size() == 1 ? normal(sent.get(0)) : null;
        return origin != null && (listed.contains(origin) || same && own != null && origin.equals(normal(own)));
    }

    /** Scheme and host in lower case and no default port, or null for what is no origin, as "null" (RFC 6454 section 6.1). */
    private static String normal(String text) {
        try {
            URI uri = URI.create(text.trim().toLowerCase(Locale.ROOT));
            boolean plain = (uri.getPath() == null || uri.getPath().isEmpty()) && uri.getQuery() == null
                    && uri.getFragment() == null && uri.getUserInfo() == null;
            if (!plain || uri.getScheme() == null || uri.getHost() == null) {
                return null;
            }
            boolean standard = uri.getPort() < 0 || uri.getPort() == 443 && uri.getScheme().equals("https")
                    || uri.getPort() == 80 && uri.getScheme().equals("http");
            return uri.getScheme() + "://" + uri.getHost() + (standard ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
