package io.bridgehead.sip.transport;

import java.util.Set;

import io.netty.handler.ssl.SslContext;

/**
 * One address on which the stack receives.
 *
 * @param transport UDP, TCP, TLS, WS or WSS
 * @param host local address, e.g. 127.0.0.1 or 0.0.0.0
 * @param port 0 to 65,535; 0 takes a free port, see {@code SipStack.boundPort}
 * @param advertisedHost what Via and Contact say instead of the local address, or null
 * @param tls certificate and key for TLS and WSS, otherwise null
 * @param allowedOrigins WebSocket only: exact Origin values admitted (scheme, host, port); empty admits all, also none
 */
public record Listener(SipTransport transport, String host, int port, String advertisedHost, SslContext tls,
        Set<String> allowedOrigins) {

    public Listener {
        allowedOrigins = Set.copyOf(allowedOrigins);
        if (transport.isSecure() && tls == null) {
            throw new IllegalArgumentException("A listener for " + transport + " needs a certificate");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("No such port: " + port);
        }
    }

    public static Listener udp(String host, int port) {
        return new Listener(SipTransport.UDP, host, port, null, null, Set.of());
    }

    public static Listener tcp(String host, int port) {
        return new Listener(SipTransport.TCP, host, port, null, null, Set.of());
    }

    public static Listener tls(String host, int port, SslContext tls) {
        return new Listener(SipTransport.TLS, host, port, null, tls, Set.of());
    }

    public static Listener ws(String host, int port) {
        return new Listener(SipTransport.WS, host, port, null, null, Set.of());
    }

    public static Listener wss(String host, int port, SslContext tls) {
        return new Listener(SipTransport.WSS, host, port, null, tls, Set.of());
    }

    public Listener advertising(String advertised) {
        return new Listener(transport, host, port, advertised, tls, allowedOrigins);
    }

    public Listener allowingOrigins(Set<String> origins) {
        return new Listener(transport, host, port, advertisedHost, tls, origins);
    }
}
