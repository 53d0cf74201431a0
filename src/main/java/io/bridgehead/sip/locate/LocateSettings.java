package io.bridgehead.sip.locate;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.bridgehead.sip.transport.Networks;
import io.netty.util.NetUtil;

/**
 * How servers are located.
 *
 * @param nameServers whom to ask; empty for those of the operating system
 * @param timeout of one question to one name server
 * @param allowed if not empty, only servers in these networks are gone to
 * @param denied servers in these networks are never gone to
 */
public record LocateSettings(List<InetSocketAddress> nameServers, Duration timeout, Networks allowed, Networks denied) {

    private static final int DNS_PORT = 53;

    /** The system's name servers, two seconds for each; any server. */
    public static final LocateSettings STANDARD = new LocateSettings(List.of(), Duration.ofSeconds(2), Networks.NONE,
            Networks.NONE);

    public LocateSettings {
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Settings as configuration gives them.
     *
     * @param nameServers {@code address} or {@code address:port}, a literal
     * @param allowed networks in CIDR notation
     * @param denied the same
     * @throws IllegalArgumentException naming what is none
     */
    public static LocateSettings of(List<String> nameServers, Duration timeout, List<String> allowed, List<String> denied) {
        return new LocateSettings(nameServers.stream().map(LocateSettings::nameServer).toList(), timeout, Networks.of(allowed),
                Networks.of(denied));
    }

    private static InetSocketAddress nameServer(String text) {
        URI uri = URI.create("dns://" + text);
        String host = uri.getHost() == null ? "" : uri.getHost().replace("[", "").replace("]", "");
        if (NetUtil.createByteArrayFromIpAddressString(host) == null) {
            throw new IllegalArgumentException("A name server is given as address or address:port, not " + text);
        }
        return new InetSocketAddress(host, uri.getPort() > 0 ? uri.getPort() : DNS_PORT);
    }
}
