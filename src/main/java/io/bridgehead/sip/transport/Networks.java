package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.netty.util.NetUtil;

/** A set of IP addresses and networks such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public final class Networks {
    public static final Networks NONE = new Networks(List.of());

    private record Network(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int mask = 0xFF << Math.max(0, Byte.SIZE - (bits - bit));
                if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /** @throws IllegalArgumentException naming the first that is none */
    public static Networks of(Collection<String> texts) {
        List<Network> read = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.trim().split("/", 2);
            byte[] prefix = NetUtil.createByteArrayFromIpAddressString(parts[0]);
            int bits = prefix == null ? -1 : parts.length == 1 ? prefix.length * Byte.SIZE : length(parts[1]);
            if (bits < 0 || bits > prefix.length * Byte.SIZE) {
                throw new IllegalArgumentException(text + " is no address or network; write 192.0.2.7 or 192.0.2.0/24");
            }
            read.add(new Network(prefix, bits));
        }
        return new Networks(List.copyOf(read));
    }

    private static int length(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    public boolean contains(InetAddress address) {
        if (networks.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }
}
