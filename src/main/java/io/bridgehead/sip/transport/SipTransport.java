package io.bridgehead.sip.transport;

/** The ways a SIP message travels, with the name each has in Via and in the {@code transport} URI parameter. */
public enum SipTransport {
    UDP(false, false, 5060),
    TCP(true, false, 5060),
    TLS(true, true, 5061),
    WS(true, false, 80),
    WSS(true, true, 443);

    private final boolean reliable;
    private final boolean secure;
    private final int defaultPort;

    SipTransport(boolean reliable, boolean secure, int defaultPort) {
        this.reliable = reliable;
        this.secure = secure;
        this.defaultPort = defaultPort;
    }

    /** Whether the transport itself repeats what is lost, so that transactions need not. */
    public boolean isReliable() {
        return reliable;
    }

    public boolean isSecure() {
        return secure;
    }

    public boolean isWebSocket() {
        return this == WS || this == WSS;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The value of the URI parameter {@code transport}; RFC 7118 knows "ws" only, also for secure WebSocket. */
    public String uriParameter() {
        return isWebSocket() ? "ws" : this == TLS ? "tls" : this == UDP ? "udp" : "tcp";
    }
}
