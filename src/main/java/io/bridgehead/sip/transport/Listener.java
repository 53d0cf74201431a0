package io.bridgehead.sip.transport;

/**
 * One address on which the stack receives.
 *
 * @param transport UDP, TCP, TLS, WS or WSS
 * @param host local address, e.g. 127.0.0.1 or 0.0.0.0
 * @param port 0 to 65,535; 0 takes a free port, see {@code SipStack.boundPort}
 * @param advertisedHost what Via and Contact say instead of the local address, or null
 * @param tls certificate and key for TLS and WSS; null for others, and where a web server in front has them
 * @param origins WebSocket only: the web pages that may connect
 */
public record Listener(SipTransport transport, String host, int port, String advertisedHost, TlsContext tls,
        Origins origins) {

    public Listener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("No such port: " + port);
        }
    }

    public static Listener udp(String host, int port) {
        return new Listener(SipTransport.UDP, host, port, null, null, Origins.SAME);
    }

    public static Listener tcp(String host, int port) {
        return new Listener(SipTransport.TCP, host, port, null, null, Origins.SAME);
    }

    public static Listener tls(String host, int port, TlsContext tls) {
        return new Listener(SipTransport.TLS, host, port, null, tls, Origins.SAME);
    }

    public static Listener ws(String host, int port) {
        return new Listener(SipTransport.WS, host, port, null, null, Origins.SAME);
    }

    public static Listener wss(String host, int port, TlsContext tls) {
        return new Listener(SipTransport.WSS, host, port, null, tls, Origins.SAME);
    }

    public Listener advertising(String advertised) {
        return new Listener(transport, host, port, advertised, tls, origins);
    }

    public Listener allowingOrigins(Origins allowed) {
        return new Listener(transport, host, port, advertisedHost, tls, allowed);
    }
}
