package io.bridgehead.im;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.bridgehead.sip.transport.Networks;

/**
 * Another SIP server that requests are exchanged with: one that serves domains of its own, or an edge proxy between our users
 * and us.
 *
 * @param name what the operator calls it
 * @param domains whose users are reached through it, in lower case; empty for an edge proxy
 * @param route the Route by which requests get there, such as {@code <sip:192.0.2.5;transport=tcp;lr>}; {@code null} to look
 *        the domain up
 * @param sources the networks it sends from; what comes from elsewhere is not its
 * @param tls whether it is believed only over TLS
 * @param vouches whether it has authenticated our users itself and says in P-Asserted-Identity who sent a request
 */
public record Neighbour(String name, Set<String> domains, String route, Networks sources, boolean tls, boolean vouches) {

    public Neighbour {
        domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
