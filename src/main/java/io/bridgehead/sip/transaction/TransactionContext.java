package io.bridgehead.sip.transaction;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;

/** What all transactions of one stack share: timers, tables, executor. */
final class TransactionContext {
    private final SipTimers timers;
    private final Timer timer;
    private final Executor executor;
    private final Map<String, ServerEntry> servers = new ConcurrentHashMap<>();
    private final Map<String, ServerEntry> serversByRequest = new ConcurrentHashMap<>();
    private final Map<String, ClientEntry> clients = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong inFlightBytes = new AtomicLong();

    TransactionContext(SipTimers timers, Timer timer, Executor executor) {
        this.timers = timers;
        this.timer = timer;
        this.executor = executor;
    }

    SipTimers timers() {
        return timers;
    }

    Executor executor() {
        return executor;
    }

    /** The action runs on the timer's thread and must not block; after the stack was closed it never runs. */
    Timeout after(long millis, Runnable action) {
        TimerTask task = timeout -> action.run();
        try {
            return timer.newTimeout(task, millis, TimeUnit.MILLISECONDS);
        } catch (IllegalStateException stopped) {
            return new SpentTimeout(timer, task);
        }
    }

    Map<String, ServerEntry> servers() {
        return servers;
    }

    Map<String, ServerEntry> serversByRequest() {
        return serversByRequest;
    }

    Map<String, ClientEntry> clients() {
        return clients;
    }

    /** Transactions that wait for a final response. */
    AtomicInteger inFlight() {
        return inFlight;
    }

    /** What the requests of server transactions hold that wait for a final response. */
    AtomicLong inFlightBytes() {
        return inFlightBytes;
    }
}
