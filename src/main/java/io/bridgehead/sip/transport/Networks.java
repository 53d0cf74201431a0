package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import io.netty.util.NetUtil;

/** Networks in CIDR notation, such as {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. */
public final class Networks {

    /** No network at all. */
    public static final Networks NONE = new Networks(List.of());

    private record Network(byte[] address, int bits) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = rest == 0 ? 0 : 0xff << 8 - rest;
            return Arrays.equals(address, 0, whole, other, 0, whole)
                    && (rest == 0 || (address[whole] & mask) == (other[whole] & mask));
        }
    }

    private final List<Network> all;

    private Networks(List<Network> all) {
        this.all = all;
    }

    /** @throws IllegalArgumentException naming what is not a network */
    public static Networks of(Collection<String> texts) {
        return texts.isEmpty() ? NONE : new Networks(texts.stream().map(Networks::network).toList());
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (address == null || slash >= 0 && !bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("Not a network of the form 192.0.2.0/24 or 2001:db8::/32: " + text);
        }
        byte[] plain = plain(address);
        int length = slash < 0 ? plain.length * 8 : Integer.parseInt(bits);
        if (length > plain.length * 8) {
            throw new IllegalArgumentException("More bits than the address has: " + text);
        }
        return new Network(plain, length);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean contains(InetAddress address) {
        if (all.isEmpty()) {
            return false;
        }
        byte[] plain = plain(address.getAddress());
        return all.stream().anyMatch(network -> network.contains(plain));
    }

    /** An IPv4 address written as an IPv6 one is the same address. */
    private static byte[] plain(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address", e);
        }
    }
}
