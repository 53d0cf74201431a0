package io.bridgehead.sip.locate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;

/** Addresses of hosts, and that there are none, for Netty's resolver, whose own caches have no bound. */
final class HostCache implements DnsCache {

    private record Entry(InetAddress address, Throwable cause) implements DnsCacheEntry {
    }

    private final TtlCache<String, List<Entry>> entries;
    private final long negativeSeconds;

    HostCache(int capacity, long negativeSeconds) {
        this.entries = new TtlCache<>(capacity, System::nanoTime);
        this.negativeSeconds = negativeSeconds;
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public boolean clear(String hostname) {
        return entries.remove(key(hostname));
    }

    @Override
    public List<? extends DnsCacheEntry> get(String hostname, DnsRecord[] additionals) {
        return entries.get(key(hostname)).orElse(null);
    }

    @Override
    public synchronized DnsCacheEntry cache(String hostname, DnsRecord[] additionals, InetAddress address, long ttl,
            EventLoop loop) {
        Entry entry = new Entry(address, null);
        Optional<List<Entry>> known = entries.get(key(hostname)).filter(list -> list.get(0).cause() == null);
        List<Entry> all = new ArrayList<>(known.orElse(List.of()));
        all.removeIf(old -> old.address().equals(address));
        all.add(entry);
        entries.put(key(hostname), List.copyOf(all), ttl);
        return entry;
    }

    @Override
    public DnsCacheEntry cache(String hostname, DnsRecord[] additionals, Throwable cause, EventLoop loop) {
        Entry entry = new Entry(null, cause);
        entries.put(key(hostname), List.of(entry), negativeSeconds);
        return entry;
    }

    private static String key(String hostname) {
        String lower = hostname.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
