package io.bridgehead.im;

import java.util.List;

import io.bridgehead.sip.RelayTarget;

/**
 * Where a user is reached at a moment.
 *
 * @param devices those that have registered here, or the server of another domain
 * @param servers the addresses, {@code transport://host:port}, of other IM servers at the same database that the user has
 *        registered with
 */
public record Whereabouts(List<RelayTarget> devices, List<String> servers) {

    public Whereabouts {
        devices = List.copyOf(devices);
        servers = List.copyOf(servers);
    }

    /** Whether there is no way to the user. */
    public boolean isNowhere() {
        return devices.isEmpty() && servers.isEmpty();
    }

    /** Whether whoever has tried these has tried all of those, too. */
    public boolean hasAll(Whereabouts those) {
        return devices.containsAll(those.devices) && servers.containsAll(those.servers);
    }
}
