package io.bridgehead.bridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Where a bridge may be: any address except this machine itself, the link, and where clouds tell a machine its own secrets,
 * unless the operator allows it. The connection goes to the very addresses that were looked at, so that a name cannot say one
 * thing to the check and another to the connection.
 */
public final class PartnerAddresses implements DnsResolver {

    /** Metadata services that are no link-local addresses: of AWS over IPv6, and of Alibaba and Oracle. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");
    private static final int NAT64_PREFIX = 12;

    private final Predicate<InetAddress> allowed;
    private final Lookup lookup;

    /** Name to addresses, as {@link InetAddress#getAllByName}. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @param allowed addresses that the operator allows although they would be refused */
    public PartnerAddresses(Predicate<InetAddress> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    PartnerAddresses(Predicate<InetAddress> allowed, Lookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookup.resolve(host);
        for (InetAddress address : found) {
            if (!mayBe(address)) {
                throw new ForbiddenAddressException(host, address);
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return List.of(resolve(host)).get(0).getCanonicalHostName();
    }

    private boolean mayBe(InetAddress address) throws UnknownHostException {
        InetAddress real = inside(address);
        return allowed.test(real) || !(real.isLoopbackAddress() || real.isLinkLocalAddress() || real.isAnyLocalAddress()
                || real.isMulticastAddress() || real.getAddress()[0] == 0
                || METADATA.contains(real.getHostAddress().toLowerCase(Locale.ROOT)));
    }

    /**
     * The IPv4 address that an IPv6 one stands for: compatible (::a.b.c.d) and NAT64 (RFC 6052); Java knows mapped ones itself.
     */
    private static InetAddress inside(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address;
        }
        boolean zeros = true;
        for (int i = 4; i < NAT64_PREFIX; i++) {
            zeros &= bytes[i] == 0;
        }
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean compatible = bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0 && bytes[NAT64_PREFIX] != 0;
        return zeros && (nat64 || compatible)
                ? InetAddress.getByAddress(new byte[] { bytes[12], bytes[13], bytes[14], bytes[15] })
                : address;
    }
}
