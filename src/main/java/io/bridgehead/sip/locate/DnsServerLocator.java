package io.bridgehead.sip.locate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.netty.util.NetUtil;

/**
 * Locates servers by NAPTR, SRV and address records (RFC 3263 section 4). Literal addresses and {@code .invalid} are never
 * looked up; {@code maddr} is ignored, see {@link NextHop}.
 */
public final class DnsServerLocator implements ServerLocator {

    /** Where a domain has no preference, what carries large messages comes first. */
    private static final List<SipTransport> OPEN = List.of(SipTransport.TCP, SipTransport.UDP, SipTransport.TLS);
    private static final List<SipTransport> SECURE = List.of(SipTransport.TLS);
    private static final int MAX_SERVERS = 8;
    private static final int MAX_DESTINATIONS = 12;
    private static final int REMEMBERED_FAILURES = 1_000;
    private static final long FAILURE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 10;

    /** A server by name, found for a transport. */
    private record Server(SipTransport transport, String host, int port) {
    }

    private record Failed(SipTransport transport, InetAddress address, int port) {
    }

    private final Dns dns;
    private final LocateSettings settings;
    private final IntUnaryOperator random;
    private final TtlCache<Failed, Boolean> failures = new TtlCache<>(REMEMBERED_FAILURES, System::nanoTime);

    /** Asks name servers; nothing is opened before the first question. */
    public DnsServerLocator(LocateSettings settings) {
        this(settings, new NettyDns(settings.nameServers(), settings.timeout()),
                bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    DnsServerLocator(LocateSettings settings, Dns dns, IntUnaryOperator random) {
        this.settings = settings;
        this.dns = dns;
        this.random = random;
    }

    @Override
    public CompletionStage<List<Destination>> locate(SipUri uri) {
        Destination written = NextHop.of(uri).orElse(null);
        if (written == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(written.host());
        if (literal != null) {
            return CompletableFuture.completedFuture(permitted(List.of(literal(written, literal))));
        }
        CompletableFuture<List<Server>> servers = uri.port() > 0
                ? CompletableFuture.completedFuture(List.of(new Server(written.transport(), written.host(), written.port())))
                : uri.param("transport") != null ? byTransport(written) : byDomain(written, uri.isSecure());
        return servers.thenCompose(found -> addresses(found, written.host())).thenApply(this::permitted)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<Destination> address(Destination destination) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(destination.host());
        CompletableFuture<List<Destination>> found = literal != null
                ? CompletableFuture.completedFuture(List.of(literal(destination, literal)))
                : addresses(List.of(itself(destination)), destination.host());
        return found.thenApply(this::permitted).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(all -> all.stream().findFirst().orElseThrow(
                        () -> new LocateException("No address of " + destination + " may be gone to", null)));
    }

    private static Destination literal(Destination written, byte[] literal) {
        try {
            return new Destination(written.transport(), written.host(), written.port(), InetAddress.getByAddress(literal));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }

    /** The URI says how, DNS where: SRV, or without such records the host itself. */
    private CompletableFuture<List<Server>> byTransport(Destination written) {
        return services(written.transport(), prefix(written.transport()) + written.host())
                .thenApply(found -> found.isEmpty() ? List.of(itself(written)) : found);
    }

    /** NAPTR, else SRV of the transports that we have, else the host itself (section 4.1). */
    private CompletableFuture<List<Server>> byDomain(Destination written, boolean secure) {
        return dns.pointers(written.host()).toCompletableFuture().thenCompose(pointers -> {
            List<NaptrRecord> usable = NaptrRecord.usable(pointers, secure);
            CompletableFuture<List<Server>> found = CompletableFuture.completedFuture(List.of());
            for (NaptrRecord pointer : usable) {
                found = otherwise(found, pointer.transport().orElseThrow(), pointer.replacement());
            }
            for (SipTransport transport : usable.isEmpty() ? secure ? SECURE : OPEN : List.<SipTransport> of()) {
                found = otherwise(found, transport, prefix(transport) + written.host());
            }
            return found.thenApply(servers -> servers.isEmpty() && usable.isEmpty() ? List.of(itself(written)) : servers);
        });
    }

    private CompletableFuture<List<Server>> otherwise(CompletableFuture<List<Server>> first, SipTransport transport,
            String name) {
        return first
                .thenCompose(found -> found.isEmpty() ? services(transport, name) : CompletableFuture.completedFuture(found));
    }

    private CompletableFuture<List<Server>> services(SipTransport transport, String name) {
        return dns.services(name).toCompletableFuture().thenApply(records -> SrvRecord.inOrder(records, random).stream()
                .limit(MAX_SERVERS).map(record -> new Server(transport, record.target(), record.port())).toList());
    }

    private static Server itself(Destination written) {
        return new Server(written.transport(), written.host(), written.port());
    }

    private static String prefix(SipTransport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
            case WS -> "_sip._ws.";
            case WSS -> "_sips._ws.";
        };
    }

    /** Whatever of the servers' addresses can be found; fails only if a look-up failed and none was found. */
    private CompletableFuture<List<Destination>> addresses(List<Server> servers, String domain) {
        CompletableFuture<List<Destination>> all = CompletableFuture.completedFuture(List.of());
        List<Throwable> failed = new ArrayList<>();
        for (Server server : servers) {
            CompletableFuture<List<InetAddress>> looked = addressesOf(server.host());
            all = all.thenCombine(looked.handle((found, failure) -> {
                if (failure != null) {
                    failed.add(failure);
                    return List.<InetAddress> of();
                }
                return found;
            }), (before, found) -> {
                List<Destination> more = new ArrayList<>(before);
                // The certificate is the domain's, not that of the server which DNS named (RFC 5922 section 4).
                String name = server.transport().isSecure() ? domain : server.host();
                found.forEach(address -> more.add(new Destination(server.transport(), name, server.port(), address)));
                return more;
            });
        }
        return all.thenApply(found -> {
            if (found.isEmpty() && !failed.isEmpty()) {
                throw new LocateException("The servers of a domain could not be looked up", failed.get(0));
            }
            return found;
        });
    }

    private CompletableFuture<List<InetAddress>> addressesOf(String host) {
        boolean unreachable = host.toLowerCase(Locale.ROOT).endsWith(".invalid");
        return unreachable ? CompletableFuture.completedFuture(List.of()) : dns.addresses(host).toCompletableFuture();
    }

    /** Those that may be gone to; those that failed lately are the last. */
    private List<Destination> permitted(List<Destination> found) {
        return found.stream().filter(destination -> isPermitted(destination.address())).limit(MAX_DESTINATIONS)
                .sorted(Comparator.comparing(destination -> failures.get(key(destination)).isPresent())).toList();
    }

    private boolean isPermitted(InetAddress address) {
        return !settings.denied().contains(address) && (settings.allowed().isEmpty() || settings.allowed().contains(address));
    }

    @Override
    public void failed(Destination destination) {
        if (destination.address() != null) {
            failures.put(key(destination), true, FAILURE_SECONDS);
        }
    }

    private static Failed key(Destination destination) {
        return new Failed(destination.transport(), destination.address(), destination.port());
    }

    @Override
    public void close() {
        dns.close();
    }
}
