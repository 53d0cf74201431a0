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
    private final ReceiverCallbacks executor;
    private final Map<String, ServerEntry> servers = new ConcurrentHashMap<>();
    private final Map<String, ServerEntry> serversByRequest = new ConcurrentHashMap<>();
    private final Map<String, ClientEntry> clients = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong inFlightBytes = new AtomicLong();

    TransactionContext(SipTimers timers, Timer timer, Executor executor) {
        this(timers, timer, executor, false);
    }

    /** @param callbacksOnReceiver whether callbacks that a received message causes run on the thread that received it */
    TransactionContext(SipTimers timers, Timer timer, Executor executor, boolean callbacksOnReceiver) {
        this.timers = timers;
        this.timer = timer;
        this.executor = new ReceiverCallbacks(executor, callbacksOnReceiver);
    }

    SipTimers timers() {
        return timers;
    }

    Executor executor() {
        return executor;
    }

    /** To be closed when the message that this thread has received is dealt with. */
    ReceiverCallbacks.Turn receiving() {
        return executor.begin();
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

    /** Enters a transaction under the key of its request; one without such a key is not looked for in that way. */
    void addByRequest(String requestKey, ServerEntry entry) {
        if (requestKey != null) {
            serversByRequest.put(requestKey, entry);
        }
    }

    void removeByRequest(String requestKey, ServerEntry entry) {
        if (requestKey != null) {
            serversByRequest.remove(requestKey, entry);
        }
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
