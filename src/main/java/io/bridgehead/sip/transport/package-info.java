/**
 * How SIP messages travel: listeners and connections for UDP, TCP, TLS, WebSocket and secure WebSocket on Netty, each peer
 * seen as a {@link io.bridgehead.sip.transport.Flow}.
 */
package io.bridgehead.sip.transport;
