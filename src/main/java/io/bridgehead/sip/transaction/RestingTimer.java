package io.bridgehead.sip.transaction;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;

/**
 * A hashed wheel of timeouts whose thread sleeps until the next of them may be due: while nothing is to be done in time, it
 * costs nothing. Making and cancelling a timeout take the same time however many there are. Tasks run on the one thread,
 * never too early and up to a tick late, and must not block.
 */
final class RestingTimer implements Timer {

    private static final Logger LOG = Logger.getLogger(RestingTimer.class);
    private static final long USUAL_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A power of two. What is due later than in so many ticks is looked at once a turn. */
    private static final int SLOTS = 2_048;
    private static final long NEVER = Long.MAX_VALUE;

    private final long tickNanos;
    private final Thread thread;
    private final long began = System.nanoTime();
    /** The newest timeout of each slot. */
    private final Entry[] slots = new Entry[SLOTS];
    private final BitSet filled = new BitSet(SLOTS);
    /** The last tick that was looked at. */
    private long looked;
    /** When the thread wakes, a tick. */
    private long wakes = NEVER;
    private boolean stopped;

    /** @param name of its thread, which begins with the first timeout */
    RestingTimer(String name) {
        this(name, USUAL_TICK_NANOS);
    }

    RestingTimer(String name, long tickNanos) {
        this.tickNanos = tickNanos;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    private enum State {
        WAITING,
        EXPIRED,
        CANCELLED
    }

    /** A link of its slot's chain; guarded by the timer's lock. */
    private final class Entry implements Timeout {
        private final TimerTask task;
        private final long tick;
        private Entry newer;
        private Entry older;
        private State state = State.WAITING;

        Entry(TimerTask task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        @Override
        public Timer timer() {
            return RestingTimer.this;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return is(State.EXPIRED);
        }

        @Override
        public boolean isCancelled() {
            return is(State.CANCELLED);
        }

        private boolean is(State wanted) {
            synchronized (RestingTimer.this) {
                return state == wanted;
            }
        }

        @Override
        public boolean cancel() {
            synchronized (RestingTimer.this) {
                if (state != State.WAITING) {
                    return false;
                }
                state = State.CANCELLED;
                unlink(this);
                return true;
            }
        }
    }

    /** @throws IllegalStateException after {@link #stop} */
    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        long due = System.nanoTime() - began + Math.max(0, unit.toNanos(delay));
        boolean sooner;
        Entry entry;
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("The timer was stopped");
            }
            entry = new Entry(task, Math.max(looked + 1, (due + tickNanos - 1) / tickNanos));
            link(entry);
            sooner = entry.tick < wakes;
            if (sooner) {
                wakes = entry.tick;
                if (thread.getState() == Thread.State.NEW) {
                    thread.start();
                }
            }
        }
        if (sooner) {
            LockSupport.unpark(thread);
        }
        return entry;
    }

    private void link(Entry entry) {
        int slot = slot(entry.tick);
        entry.older = slots[slot];
        if (entry.older == null) {
            filled.set(slot);
        } else {
            entry.older.newer = entry;
        }
        slots[slot] = entry;
    }

    private void unlink(Entry entry) {
        if (entry.older != null) {
            entry.older.newer = entry.newer;
        }
        if (entry.newer != null) {
            entry.newer.older = entry.older;
        } else {
            int slot = slot(entry.tick);
            slots[slot] = entry.older;
            filled.set(slot, entry.older != null);
        }
        entry.newer = null;
        entry.older = null;
    }

    private static int slot(long tick) {
        return (int) (tick & SLOTS - 1);
    }

    private void run() {
        List<Entry> due = new ArrayList<>();
        while (expire(due)) {
            due.forEach(RestingTimer::run);
            due.clear();
        }
    }

    private static void run(Entry entry) {
        try {
            entry.task.run(entry);
        } catch (Throwable e) {
            // Without this thread no timer of any transaction would ever run.
            LOG.error("The task of a timer failed unexpectedly", e);
        }
    }

    /** Waits until something may be due, and takes out what is; false once the timer was stopped. */
    private boolean expire(List<Entry> due) {
        long now = System.nanoTime() - began;
        long next;
        synchronized (this) {
            if (stopped) {
                return false;
            }
            takeDue(now / tickNanos, due);
            wakes = next();
            next = wakes;
        }
        if (due.isEmpty()) {
            if (next == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, next * tickNanos - now);
            }
        }
        return true;
    }

    private void takeDue(long now, List<Entry> due) {
        for (long ticks = Math.min(now - looked, SLOTS), distance; ticks > 0; ticks -= distance) {
            distance = distance(looked);
            if (distance > ticks) {
                break;
            }
            looked += distance;
            takeDue(slots[slot(looked)], now, due);
        }
        looked = now;
    }

    private void takeDue(Entry newest, long now, List<Entry> due) {
        for (Entry entry = newest, older; entry != null; entry = older) {
            older = entry.older;
            if (entry.tick <= now) {
                entry.state = State.EXPIRED;
                unlink(entry);
                due.add(entry);
            }
        }
    }

    /** The next tick with a slot that is not empty. */
    private long next() {
        return filled.isEmpty() ? NEVER : looked + distance(looked);
    }

    /** How many ticks after this one a slot is not empty: 1 to a whole turn, more if all are empty. */
    private int distance(long tick) {
        int from = slot(tick + 1);
        int found = filled.nextSetBit(from);
        if (found < 0) {
            found = filled.nextSetBit(0);
        }
        return found < 0 ? SLOTS + 1 : (found - from + SLOTS) % SLOTS + 1;
    }

    @Override
    public Set<Timeout> stop() {
        Set<Timeout> left = new HashSet<>();
        synchronized (this) {
            stopped = true;
            for (Entry newest : slots) {
                for (Entry entry = newest; entry != null; entry = entry.older) {
                    left.add(entry);
                }
            }
        }
        LockSupport.unpark(thread);
        return left;
    }
}
