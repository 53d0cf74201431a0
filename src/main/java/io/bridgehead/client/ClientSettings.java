package io.bridgehead.client;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;

/**
 * Who the client is and which server it uses.
 *
 * @param user the user part of the address
 * @param domain the SIP domain, which need not be the server's host
 * @param password for digest authentication; never printed
 * @param server the IM server
 * @param authorities PEM file of the authorities that the server's certificate may be from; null for those of the system
 */
public record ClientSettings(String user, String domain, String password, Destination server, Path authorities) {

    /** The domain the product has unless configured otherwise. */
    public static final String DEFAULT_DOMAIN = "bridgehead.local";

    /** The client's own address of record. */
    public String address() {
        return "sip:" + user + "@" + domain;
    }

    /** The address of record that commands go to. */
    public String gateway() {
        return "sip:conference@" + domain;
    }

    @Override
    public String toString() {
        return "ClientSettings[" + address() + " by " + server + "]";
    }

    /**
     * Reads {@code HOST[:PORT][;transport=tcp|udp|tls|ws|wss]}.
     *
     * @param usual the transport where none is named
     * @throws IllegalArgumentException if it is something else; the message says what is expected
     */
    public static Destination server(String text, SipTransport usual) {
        SipUri uri;
        try {
            uri = SipUri.parse("sip:" + text.strip());
        } catch (SipParseException e) {
            throw new IllegalArgumentException(notAServer(text), e);
        }
        if (uri.user() != null || uri.headers() != null) {
            throw new IllegalArgumentException(notAServer(text));
        }
        SipTransport transport = transport(uri.param("transport"), usual, text);
        return new Destination(transport, uri.host(), uri.port() > 0 ? uri.port() : transport.defaultPort());
    }

    private static String notAServer(String text) {
        return "\"" + text + "\" is not HOST:PORT[;transport=tcp|udp|tls|ws|wss]";
    }

    private static SipTransport transport(String name, SipTransport usual, String text) {
        if (name == null) {
            return usual;
        }
        return Stream.of(SipTransport.values()).filter(transport -> transport.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(notAServer(text)));
    }

    /** The domain of a server that nobody named one for: its host name, or the product's default for a bare address. */
    public static String domainOf(Destination server) {
        String host = server.host();
        boolean name = host.indexOf(':') < 0 && host.indexOf('.') > 0 && !host.matches("[0-9.]+");
        return name ? host : DEFAULT_DOMAIN;
    }
}
