package io.bridgehead.sip.locate;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.bridgehead.sip.locate.DnsRecords.Answer;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Asks name servers with Netty's resolver, on one thread of its own that is started by the first question. Answers are kept
 * for their time to live; equal questions under way are asked once. Each question leaves by another port, so that answers are
 * hard to forge.
 */
final class NettyDns implements Dns {

    private static final int KEPT = 10_000;
    private static final int UNDER_WAY = 1_000;
    private static final int TRIES = 2;
    private static final int QUERIES = 16;
    private static final long NEGATIVE_SECONDS = 30;
    private static final int MAX_ADDRESSES = 8;

    private final List<InetSocketAddress> servers;
    private final Duration timeout;
    /** Records, and the hosts that do not exist; addresses of those that do are kept by the resolver's own cache. */
    private final TtlCache<String, List<?>> records = new TtlCache<>(KEPT, System::nanoTime);
    private final Map<String, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private EventLoopGroup threads;
    private DnsNameResolver resolver;
    private boolean closed;

    /**
     * @param servers whom to ask; empty for those of the operating system
     * @param timeout of one question to one server
     */
    NettyDns(List<InetSocketAddress> servers, Duration timeout) {
        this.servers = List.copyOf(servers);
        this.timeout = timeout;
    }

    private synchronized DnsNameResolver resolver() {
        if (closed) {
            throw new LocateException("The name resolver is closed", null);
        }
        if (resolver == null) {
            threads = new NioEventLoopGroup(1, new DefaultThreadFactory("sip-dns", true));
            DnsNameResolverBuilder builder = new DnsNameResolverBuilder(threads.next())
                    .datagramChannelType(NioDatagramChannel.class).socketChannelType(NioSocketChannel.class)
                    .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                    .queryTimeoutMillis(timeout.toMillis()).maxQueriesPerResolve(QUERIES)
                    .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                    .resolveCache(new HostCache(KEPT, NEGATIVE_SECONDS))
                    .cnameCache(NoopDnsCnameCache.INSTANCE)
                    .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
            resolver = (servers.isEmpty() ? builder
                    : builder.nameServerProvider(
                            new SequentialDnsServerAddressStreamProvider(servers.toArray(InetSocketAddress[]::new)))
                            .queryServerAddressStream(DnsServerAddresses.rotational(servers).stream()))
                    .build();
        }
        return resolver;
    }

    @Override
    public CompletableFuture<List<InetAddress>> addresses(String host) {
        String key = "host " + host.toLowerCase(Locale.ROOT);
        if (records.get(key).isPresent()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return once(key, () -> {
            CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
            resolver().resolveAll(host).addListener(done -> {
                if (done.isSuccess()) {
                    @SuppressWarnings("unchecked")
                    List<InetAddress> found = new ArrayList<>((List<InetAddress>) done.getNow());
                    found.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
                    result.complete(found.stream().distinct().limit(MAX_ADDRESSES).toList());
                } else if (isAbsent(done.cause())) {
                    records.put(key, List.of(), NEGATIVE_SECONDS);
                    result.complete(List.of());
                } else {
                    result.completeExceptionally(
                            new LocateException("No answer to what the address of a host is", done.cause()));
                }
            });
            return result;
        });
    }

    /** Whether the answer is that there is no such host, in contrast to no answer. */
    private static boolean isAbsent(Throwable failure) {
        if (!(failure instanceof UnknownHostException) || DnsNameResolver.isTransportOrTimeoutError(failure)) {
            return false;
        }
        return !(failure.getCause() instanceof DnsErrorCauseException refused)
                || refused.getCode().equals(DnsResponseCode.NXDOMAIN);
    }

    @Override
    public CompletableFuture<List<SrvRecord>> services(String name) {
        return records(name, DnsRecordType.SRV,
                (response, asked) -> DnsRecords.services(response, asked, NEGATIVE_SECONDS));
    }

    @Override
    public CompletableFuture<List<NaptrRecord>> pointers(String domain) {
        return records(domain, DnsRecordType.NAPTR,
                (response, asked) -> DnsRecords.pointers(response, asked, NEGATIVE_SECONDS));
    }

    private <T> CompletableFuture<List<T>> records(String name, DnsRecordType type,
            BiFunction<DnsResponse, String, Answer<T>> reader) {
        String key = type.name() + ' ' + name.toLowerCase(Locale.ROOT);
        List<?> kept = records.get(key).orElse(null);
        if (kept != null) {
            @SuppressWarnings("unchecked")
            List<T> typed = (List<T>) kept;
            return CompletableFuture.completedFuture(typed);
        }
        return once(key, () -> {
            CompletableFuture<Answer<T>> result = new CompletableFuture<>();
            ask(name, type, reader, TRIES, result);
            return result.thenApply(answer -> {
                records.put(key, answer.records(), answer.seconds());
                return answer.records();
            });
        });
    }

    private <T> void ask(String name, DnsRecordType type, BiFunction<DnsResponse, String, Answer<T>> reader, int tries,
            CompletableFuture<Answer<T>> result) {
        resolver().query(new DefaultDnsQuestion(name + '.', type)).addListener(done -> {
            Throwable failure = done.cause();
            if (done.isSuccess()) {
                @SuppressWarnings("unchecked")
                AddressedEnvelope<DnsResponse, InetSocketAddress> answer = (AddressedEnvelope<DnsResponse, InetSocketAddress>) done
                        .getNow();
                try {
                    DnsResponseCode code = answer.content().code();
                    if (code.equals(DnsResponseCode.NOERROR) || code.equals(DnsResponseCode.NXDOMAIN)) {
                        result.complete(reader.apply(answer.content(), name));
                        return;
                    }
                    failure = new UnknownHostException(code.toString());
                } catch (RuntimeException e) {
                    failure = e;
                } finally {
                    answer.release();
                }
            }
            if (tries > 1) {
                ask(name, type, reader, tries - 1, result);
            } else {
                result.completeExceptionally(
                        new LocateException("No answer to a question for " + type.name() + " records", failure));
            }
        });
    }

    /** Equal questions under way share their answer, and there are never more than so many. */
    private <T> CompletableFuture<List<T>> once(String key, Supplier<CompletableFuture<List<T>>> question) {
        CompletableFuture<List<T>> mine = new CompletableFuture<>();
        CompletableFuture<?> other = underWay.size() >= UNDER_WAY ? null : underWay.putIfAbsent(key, mine);
        if (other != null) {
            @SuppressWarnings("unchecked")
            CompletableFuture<List<T>> same = (CompletableFuture<List<T>>) other;
            return same;
        }
        if (underWay.get(key) != mine) {
            return CompletableFuture.failedFuture(new LocateException("Too many names are being looked up", null));
        }
        CompletableFuture<List<T>> asked;
        try {
            asked = question.get();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        asked.whenComplete((found, failure) -> {
            underWay.remove(key, mine);
            if (failure == null) {
                mine.complete(found);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (resolver != null) {
            resolver.close();
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
