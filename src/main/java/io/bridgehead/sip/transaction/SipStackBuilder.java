package io.bridgehead.sip.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.transport.AddressLookup;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.TlsContext;
import io.bridgehead.sip.transport.TransportLimits;
import io.netty.util.Timer;

/** Collects what a {@link SipStack} needs. Everything but the executor has a default. */
public final class SipStackBuilder {
    final List<Listener> listeners = new ArrayList<>();
    MessageLimits messageLimits = MessageLimits.DEFAULT;
    TransportLimits transportLimits = TransportLimits.DEFAULT;
    SipTimers timers = SipTimers.DEFAULT;
    int maxTransactions = 400_000;
    long maxInflightBytes = 64L << 20;
    boolean detectMergedRequests = true;
    TlsContext clientTls;
    AddressLookup lookup = AddressLookup.PLATFORM;
    Executor executor;
    boolean callbacksOnReceiver;
    Timer timer;
    SipHandler handler;

    SipStackBuilder() {
    }

    /** Adds a listener; several of one transport are allowed. */
    public SipStackBuilder listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    public SipStackBuilder messageLimits(MessageLimits limits) {
        messageLimits = limits;
        return this;
    }

    public SipStackBuilder transportLimits(TransportLimits limits) {
        transportLimits = limits;
        return this;
    }

    public SipStackBuilder timers(SipTimers newTimers) {
        timers = newTimers;
        return this;
    }

    /** Server transactions above this number are refused with 503; default 400,000. */
    public SipStackBuilder maxTransactions(int max) {
        maxTransactions = max;
        return this;
    }

    /** Requests not yet answered hold at most so many bytes; those above it are refused with 503; default 64 MiB. */
    public SipStackBuilder maxInflightBytes(long bytes) {
        maxInflightBytes = bytes;
        return this;
    }

    /** Whether a request that arrives twice by different paths is answered 482 (RFC 3261 section 8.2.2.2); default true. */
    public SipStackBuilder detectMergedRequests(boolean detect) {
        detectMergedRequests = detect;
        return this;
    }

    /** Whom outbound TLS connections trust; without it they fail. */
    public SipStackBuilder clientTls(TlsContext tls) {
        clientTls = tls;
        return this;
    }

    /** Finds the addresses of destinations; by default the Java platform does. */
    public SipStackBuilder lookup(AddressLookup newLookup) {
        lookup = newLookup;
        return this;
    }

    /** Where all callbacks run; several threads are fine, order within a transaction is kept. Required. */
    public SipStackBuilder executor(Executor newExecutor) {
        executor = newExecutor;
        return this;
    }

    /**
     * Whether callbacks that a received message causes run on the thread that received it, after the stack has dealt with it;
     * they must not block then. Default false: all callbacks run on the executor.
     */
    public SipStackBuilder callbacksOnReceiver(boolean onReceiver) {
        callbacksOnReceiver = onReceiver;
        return this;
    }

    /** A timer of one's own, for tests; by default the stack has one of its own, up to 10 ms late. */
    public SipStackBuilder timer(Timer newTimer) {
        timer = newTimer;
        return this;
    }

    public SipStackBuilder handler(SipHandler newHandler) {
        handler = newHandler;
        return this;
    }

    public SipStack build() {
        if (executor == null) {
            throw new IllegalStateException("A SIP stack needs an executor for its callbacks");
        }
        return new DefaultSipStack(this);
    }
}
