package io.bridgehead.sip.locate;

import java.util.Locale;
import java.util.Optional;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;

/**
 * Where a URI leads (the part of RFC 3263 that needs no DNS: transport parameter, port, host). {@code maddr} is ignored:
 * it would let whoever writes a URI choose whom we talk to behind a harmless host name.
 */
public final class NextHop {

    private NextHop() {
    }

    /** Empty if the URI cannot be reached by an address: not SIP, unknown transport, or a host in {@code .invalid}. */
    public static Optional<Destination> of(SipUri uri) {
        if (!uri.isSip() || uri.host() == null || uri.host().toLowerCase(Locale.ROOT).endsWith(".invalid")) {
            return Optional.empty();
        }
        return transport(uri).map(t -> new Destination(t, uri.host(), uri.port() > 0 ? uri.port() : t.defaultPort()));
    }

    private static Optional<SipTransport> transport(SipUri uri) {
        String name = uri.param("transport");
        if (name == null) {
            return Optional.of(uri.isSecure() ? SipTransport.TLS : SipTransport.UDP);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "udp" -> uri.isSecure() ? Optional.empty() : Optional.of(SipTransport.UDP);
            case "tcp" -> Optional.of(uri.isSecure() ? SipTransport.TLS : SipTransport.TCP);
            case "tls" -> Optional.of(SipTransport.TLS);
            case "ws" -> Optional.of(uri.isSecure() ? SipTransport.WSS : SipTransport.WS);
            case "wss" -> Optional.of(SipTransport.WSS);
            default -> Optional.empty();
        };
    }
}
