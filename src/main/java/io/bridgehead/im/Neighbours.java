package io.bridgehead.im;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;

/** All neighbours: besides our own domain only theirs are relayed to, and only they are believed without a password. */
public final class Neighbours {

    private final Domains ours;
    private final List<Neighbour> all;

    public Neighbours(Domains ours, List<Neighbour> all) {
        this.ours = ours;
        this.all = List.copyOf(all);
    }

    /**
     * Whose connection, or UDP address, a request came by.
     *
     * @param secure whether it came over TLS
     */
    public Optional<Neighbour> at(InetSocketAddress source, boolean secure) {
        return all.stream()
                .filter(neighbour -> (secure || !neighbour.tls()) && neighbour.sources().contains(source.getAddress()))
                .findFirst();
    }

    /**
     * The sender that a neighbour answers for: a user of its own domains by From, or one of ours by P-Asserted-Identity if it
     * vouches. Empty if the sender has to prove who he is, as everybody else.
     */
    public Optional<String> sender(SipRequest request, Neighbour neighbour) {
        SipUri from = request.from().uri();
        if (from.isSip() && from.user() != null && neighbour.domains().contains(host(from))) {
            return Optional.of(lower(from));
        }
        if (!neighbour.vouches()) {
            return Optional.empty();
        }
        try {
            return request.addresses(SipHeader.P_ASSERTED_IDENTITY).stream().map(NameAddr::uri)
                    .filter(uri -> ours.isOurs(uri) && uri.user() != null).map(ours::aorOf).findFirst();
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The receiver's address of record: one of ours, or for our own users one of a neighbour's.
     *
     * @param sender the authenticated sender's address of record
     * @throws ForbiddenException for any other domain, and for one neighbour's users who mean another's
     */
    public String receiver(SipUri requestUri, String sender) {
        if (requestUri.isSip() && requestUri.user() != null && !ours.isOurs(requestUri)
                && ofDomain(host(requestUri)).isPresent()) {
            if (!isOurs(sender)) {
                throw new ForbiddenException("Relaying Denied");
            }
            return lower(requestUri);
        }
        return ours.aorOf(requestUri);
    }

    /** Whether an address of record is of our domain, not of a neighbour's. */
    public boolean isOurs(String aor) {
        return aor.endsWith('@' + ours.canonical());
    }

    /**
     * The way to a neighbour's user; empty for our own. The request URI is written anew: what a sender adds to it, such as
     * {@code maddr} or a port, would decide where the neighbour sends the request.
     */
    public Optional<RelayTarget> target(String aor) {
        int at = aor.lastIndexOf('@');
        String domain = aor.substring(at + 1);
        return ofDomain(domain).map(neighbour -> new RelayTarget(SipUri.of(aor.substring(0, at), domain, -1).toString(), null,
                neighbour.route() == null ? List.of() : List.of(neighbour.route())));
    }

    private Optional<Neighbour> ofDomain(String domain) {
        return all.stream().filter(neighbour -> neighbour.domains().contains(domain)).findFirst();
    }

    private static String lower(SipUri uri) {
        return uri.user() + '@' + host(uri);
    }

    private static String host(SipUri uri) {
        return uri.host() == null ? "" : uri.host().toLowerCase(Locale.ROOT);
    }
}
