package io.bridgehead.sip.transport;

/** A keep-alive received on a connection (RFC 5626 section 3.5.1). */
enum KeepAlive {
    PING
}
