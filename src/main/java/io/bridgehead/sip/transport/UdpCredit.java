package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps others from flooding a victim through us with forged sender addresses: an address gets no more bytes of responses over
 * UDP than it has sent, until it has shown that it receives what we send. What is held back is lost as in any network: the
 * client repeats its request and has then sent enough.
 */
final class UdpCredit {
    private static final long MAX_CREDIT = 65_535;
    private static final long CONFIRMED_NANOS = 3_600_000_000_000L;
    private static final long RENEW_NANOS = CONFIRMED_NANOS / 2;
    private static final int MAX_CONFIRMED = 50_000;

    private final boolean on;
    private final Networks trusted;
    private final LongSupplier clock;
    private final AddressSlots credit = new AddressSlots();
    private final Map<InetAddress, Long> confirmed = new ConcurrentHashMap<>();

    UdpCredit(TransportLimits limits, LongSupplier nanoClock) {
        this.on = limits.udpCredit();
        this.trusted = limits.perAddress().trusted();
        this.clock = nanoClock;
    }

    void received(InetAddress address, int bytes) {
        if (on) {
            credit.update(address, has -> Math.min(MAX_CREDIT, has + bytes));
        }
    }

    /** Whether a response of that size may go there; if so it is deducted. */
    boolean spend(InetAddress address, int bytes) {
        if (!on || credit.getAndUpdate(address, has -> has >= bytes ? has - bytes : has) >= bytes) {
            return true;
        }
        Long since = confirmed.get(address);
        return since != null && clock.getAsLong() - since < CONFIRMED_NANOS || trusted.contains(address);
    }

    /** The address has shown that it receives what we send to it. */
    void confirm(InetAddress address) {
        if (!on) {
            return;
        }
        long now = clock.getAsLong();
        Long since = confirmed.get(address);
        if (since != null && now - since < RENEW_NANOS) {
            return;
        }
        if (confirmed.size() >= MAX_CONFIRMED) {
            confirmed.values().removeIf(then -> now - then >= CONFIRMED_NANOS);
        }
        if (confirmed.size() < MAX_CONFIRMED) {
            confirmed.put(address, now);
        }
    }
}
