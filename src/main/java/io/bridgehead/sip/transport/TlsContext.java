package io.bridgehead.sip.transport;

import io.netty.handler.ssl.SslContext;

/** The certificate and trust that a new TLS connection uses; it may change while others live on with the earlier one. */
public interface TlsContext {

    /** What the next handshake uses. Never blocks. */
    SslContext current();

    /** Looks whether what it was read from has changed. May block on the file system; never throws. */
    default void refresh() {
        // a fixed one stays as it is
    }

    /** One that never changes. */
    static TlsContext of(SslContext context) {
        return () -> context;
    }
}
