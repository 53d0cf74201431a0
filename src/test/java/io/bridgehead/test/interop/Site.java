package io.bridgehead.test.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a client runs and which server it uses.
 *
 * @param host the server as the client reaches it
 * @param port for UDP and TCP
 * @param webSocket for WebSocket
 * @param domain the SIP domain
 * @param password of every account
 * @param inside how a command is run where the client is
 * @param directory for the files of clients
 */
public record Site(String host, int port, String webSocket, String domain, String password,
        UnaryOperator<List<String>> inside, Path directory) {

    /** The address of a user. */
    public String address(String user) {
        return "sip:" + user + "@" + domain;
    }
}
