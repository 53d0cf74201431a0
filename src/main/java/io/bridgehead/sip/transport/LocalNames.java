package io.bridgehead.sip.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.util.NetUtil;

/** Under which host and port peers know us. */
final class LocalNames {
    private static final int ANY_PORT = 9;
    private static final int MAX_KNOWN = 10_000;
    private static final long KNOWN_NANOS = 60_000_000_000L;

    private final Map<InetAddress, InetAddress> towards = new ConcurrentHashMap<>();
    private volatile long cleared = System.nanoTime();

    /** What a Via or Contact for that flow says; listeners in the order they were opened. */
    InetSocketAddress sentBy(Flow flow, List<BoundAddress> bound) {
        BoundAddress own = null;
        for (BoundAddress candidate : bound) {
            if (candidate.transport() == flow.transport() && (own == null || candidate.listener() == listener(flow))) {
                own = candidate;
            }
        }
        int port = own == null ? flow.local().getPort() : own.port();
        if (own != null && own.listener().advertisedHost() != null) {
            return InetSocketAddress.createUnresolved(own.listener().advertisedHost(), port);
        }
        InetAddress local = flow.local().getAddress();
        return new InetSocketAddress(local.isAnyLocalAddress() ? towards(flow.remote().getAddress()) : local, port);
    }

    private static Listener listener(Flow flow) {
        return flow instanceof ConnectionFlow connection ? connection.listener()
                : flow instanceof UdpFlow udp ? udp.socket().listener() : null;
    }

    /** Remembered for a minute, because asking costs a socket and addresses change seldom. */
    private InetAddress towards(InetAddress remote) {
        if (towards.size() > MAX_KNOWN || System.nanoTime() - cleared > KNOWN_NANOS) {
            cleared = System.nanoTime();
            towards.clear();
        }
        return towards.computeIfAbsent(remote, LocalNames::sourceFor);
    }

    /** The address the operating system would send from; no packet leaves. */
    private static InetAddress sourceFor(InetAddress remote) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(remote, ANY_PORT);
            return probe.getLocalAddress();
        } catch (SocketException e) {
            throw new UncheckedIOException(new IOException("No way to " + remote.getHostAddress(), e));
        }
    }

    /** IPv6 in brackets, without its zone. */
    static String text(InetSocketAddress address) {
        String host = address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        host = zone < 0 ? host : host.substring(0, zone);
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }

    static boolean isLocal(String host, int port, List<BoundAddress> bound) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(plain);
        for (BoundAddress own : bound) {
            if (own.port() == (port < 0 ? own.transport().defaultPort() : port)
                    && (plain.equalsIgnoreCase(own.listener().advertisedHost()) || plain.equalsIgnoreCase(own.listener().host())
                            || literal != null && isOwn(literal, own.address().getAddress()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(byte[] literal, InetAddress bound) {
        try {
            InetAddress address = InetAddress.getByAddress(literal);
            return address.equals(bound) || bound.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
