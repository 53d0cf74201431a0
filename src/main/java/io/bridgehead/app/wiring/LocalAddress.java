package io.bridgehead.app.wiring;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;

/** Which of this machine's addresses others can most likely reach. */
final class LocalAddress {

    private LocalAddress() {
    }

    /** An IPv4 address that is not the loopback, a global one first; 127.0.0.1 where there is none. */
    static String reachable() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing(InetAddress::isSiteLocalAddress)).map(InetAddress::getHostAddress)
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            return "127.0.0.1";
        }
    }
}
