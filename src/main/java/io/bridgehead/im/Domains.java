package io.bridgehead.im;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.NotFoundException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipUri;

/**
 * Our domain and its other names. Only addresses within it have an address of record; nothing is ever relayed to where a
 * foreign URI points.
 */
public final class Domains {

    private final String canonical;
    private final Set<String> names = new HashSet<>();

    /**
     * @param canonical the domain of our users
     * @param aliases other host parts by which clients name it, such as {@code localhost}; IPv6 with or without brackets
     */
    public Domains(String canonical, Collection<String> aliases) {
        this.canonical = host(canonical);
        names.add(this.canonical);
        aliases.stream().filter(alias -> !alias.isBlank()).map(Domains::host).forEach(names::add);
    }

    /** The domain of our users, in lower case. */
    public String canonical() {
        return canonical;
    }

    /** The address of record {@code user@domain} of one of our users. */
    public String aor(String user) {
        return lower(user) + '@' + canonical;
    }

    /** The user part of an address of record. */
    public static String userOf(String aor) {
        return aor.substring(0, aor.lastIndexOf('@'));
    }

    /** Whether the host part of a URI names our domain, by whatever port. */
    public boolean isOurs(SipUri uri) {
        return uri.isSip() && names.contains(host(uri.host()));
    }

    /**
     * The address of record that a URI means. Port, parameters and the case of letters do not matter.
     *
     * @throws SipResponseException 416 if it is neither {@code sip:} nor {@code sips:}
     * @throws ForbiddenException if it belongs to another domain
     * @throws NotFoundException if it names no user
     */
    public String aorOf(SipUri uri) {
        if (!uri.isSip()) {
            throw new SipResponseException(416, "Unsupported URI Scheme");
        }
        if (!isOurs(uri)) {
            throw new ForbiddenException("Relaying Denied");
        }
        String user = uri.user();
        if (user == null || user.isEmpty()) {
            throw new NotFoundException();
        }
        return aor(user);
    }

    private static String host(String name) {
        String host = name.strip().toLowerCase(Locale.ROOT);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Only ASCII: no letter of another script turns into one of ours, such as the Kelvin sign into a k. */
    private static String lower(String user) {
        StringBuilder lower = new StringBuilder(user);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }
}
