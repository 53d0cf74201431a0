package io.bridgehead.sip.locate;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.bridgehead.sip.transport.Networks;

/**
 * How servers are located.
 *
 * @param nameServers whom to ask; empty for those of the operating system
 * @param timeout of one question to one name server
 * @param allowed if not empty, only servers in these networks are gone to
 * @param denied servers in these networks are never gone to
 */
public record LocateSettings(List<InetSocketAddress> nameServers, Duration timeout, Networks allowed, Networks denied) {

    /** The system's name servers, two seconds for each; any server. */
    public static final LocateSettings STANDARD = new LocateSettings(List.of(), Duration.ofSeconds(2), Networks.NONE,
            Networks.NONE);

    public LocateSettings {
        nameServers = List.copyOf(nameServers);
    }
}
