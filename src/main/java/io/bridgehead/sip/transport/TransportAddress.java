package io.bridgehead.sip.transport;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

import io.bridgehead.sip.message.SipUri;

/**
 * An address as configuration gives it: {@code transport://host:port}, where the port may be left out.
 *
 * @param host address literal without brackets, or host name
 * @param port 0 if none was given
 */
public record TransportAddress(SipTransport transport, String host, int port) {

    /** @throws IllegalArgumentException that says what is wrong with it */
    public static TransportAddress parse(String text) {
        URI uri = uri(text);
        return new TransportAddress(transport(uri), uri.getHost().replace("[", "").replace("]", ""),
                Math.max(uri.getPort(), 0));
    }

    /** Where to send to: at the transport's own port if none was given. */
    public Destination destination() {
        return new Destination(transport, host, port > 0 ? port : transport.defaultPort()).asConfigured();
    }

    /**
     * A loose Route that leads there (RFC 3261 §16.12); without a port the host is looked up (RFC 3263).
     *
     * @param user what the server there reads in its user part, may be null
     */
    public String route(String user) {
        SipUri uri = SipUri.of(user, host.indexOf(':') >= 0 ? '[' + host + ']' : host, port > 0 ? port : -1);
        return "<" + uri.withParam("transport", transport.uriParameter()).withParam("lr", "") + ">";
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not of the form transport://host:port: " + text, e);
        }
        throw new IllegalArgumentException("Not of the form transport://host:port: " + text);
    }

    private static SipTransport transport(URI uri) {
        String name = uri.getScheme().toUpperCase(Locale.ROOT);
        return Arrays.stream(SipTransport.values()).filter(transport -> transport.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        uri.getScheme() + " in " + uri + " is no SIP transport; there are udp, tcp, tls, ws and wss"));
    }
}
