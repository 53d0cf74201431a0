package io.bridgehead.sip.transaction;

/**
 * Base values of the transaction timers in milliseconds (RFC 3261 table 4).
 *
 * @param t1 estimated round trip, default 500
 * @param t2 largest retransmission interval, default 4,000
 * @param t4 longest life of a message in the network, default 5,000
 * @param timeout timers B, F, H, J, L, M: 64 × T1 by the RFC, default 32,000
 * @param tryingAfter an INVITE not answered after this time gets a 100, default 200
 * @param proxyInvite timer C: an INVITE client transaction without a final response after a provisional one, default 180,000;
 *        0 switches it off
 */
public record SipTimers(long t1, long t2, long t4, long timeout, long tryingAfter, long proxyInvite) {
    public static final SipTimers DEFAULT = of(500, 4_000, 5_000);

    public static SipTimers of(long t1, long t2, long t4) {
        return new SipTimers(t1, t2, t4, 64 * t1, 200, 180_000);
    }
}
