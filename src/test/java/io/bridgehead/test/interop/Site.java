package io.bridgehead.test.interop;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a client runs and which server it uses.
 *
 * @param host the server as the client reaches it
 * @param port for UDP and TCP
 * @param tlsPort for TLS
 * @param webSocket for WebSocket
 * @param secureWebSocket for WebSocket over TLS
 * @param authority PEM file of the authority of the server's certificate
 * @param domain the SIP domain
 * @param password of every account
 * @param inside how a command is run where the client is
 * @param directory for the files of clients
 */
public record Site(String host, int port, int tlsPort, URI webSocket, URI secureWebSocket, Path authority, String domain,
        String password, UnaryOperator<List<String>> inside, Path directory) {

    /** The address of a user. */
    public String address(String user) {
        return "sip:" + user + "@" + domain;
    }

    /** The server's port for UDP, TCP or TLS. */
    int port(String transport) {
        return transport.equals("TLS") ? tlsPort : port;
    }

    /** The server's URL for WS or WSS. */
    URI url(String transport) {
        return transport.equals("WSS") ? secureWebSocket : webSocket;
    }

    /** As this one, with another URL for WebSocket over TLS. */
    public Site withSecureWebSocket(URI url, Path itsAuthority) {
        return new Site(host, port, tlsPort, webSocket, url, itsAuthority, domain, password, inside, directory);
    }
}
