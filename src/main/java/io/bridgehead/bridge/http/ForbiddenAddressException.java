package io.bridgehead.bridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A bridge is where none may be, such as on this machine itself. */
public class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    /**
     * @param host as it was asked for
     * @param address where it is
     */
    ForbiddenAddressException(String host, InetAddress address) {
        super(host + " is at " + address.getHostAddress()
                + ", where no bridge may be; bridgehead.bridge.http.allowed-networks can allow it");
    }
}
