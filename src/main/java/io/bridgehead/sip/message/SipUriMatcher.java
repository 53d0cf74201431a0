package io.bridgehead.sip.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether two URIs mean the same (RFC 3261 section 19.1.4). */
final class SipUriMatcher {
    /** Parameters that must be equal even if only one URI has them. */
    private static final List<String> STRICT = List.of("user", "ttl", "method", "maddr", "transport");

    private SipUriMatcher() {
    }

    static boolean matches(SipUri a, SipUri b) {
        if (!a.scheme().equals(b.scheme())) {
            return false;
        }
        if (!a.isSip()) {
            return a.opaque().equals(b.opaque());
        }
        return Objects.equals(a.user(), b.user()) && Objects.equals(a.password(), b.password())
                && a.host().equalsIgnoreCase(b.host()) && a.port() == b.port() && sameParams(a.params(), b.params())
                && headerSet(a.headers()).equals(headerSet(b.headers()));
    }

    private static boolean sameParams(Params a, Params b) {
        for (String name : STRICT) {
            if (!sameValue(a.get(name), b.get(name))) {
                return false;
            }
        }
        for (int i = 0; i < a.size(); i++) {
            String other = b.get(a.name(i));
            if (other != null && !sameValue(a.value(i), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(String a, String b) {
        return a == null ? b == null : b != null && SipUriParser.unescape(a).equalsIgnoreCase(SipUriParser.unescape(b));
    }

    private static List<String> headerSet(String headers) {
        if (headers == null) {
            return List.of();
        }
        String[] parts = headers.toLowerCase(Locale.ROOT).split("&");
        Arrays.sort(parts);
        return List.of(parts);
    }
}
