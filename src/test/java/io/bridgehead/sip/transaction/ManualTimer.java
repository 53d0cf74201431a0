package io.bridgehead.sip.transaction;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;

/** A timer whose clock moves only when the test says so. */
final class ManualTimer implements Timer {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::due));
    private long now;

    private final class Entry implements Timeout {
        private final TimerTask task;
        private final long due;
        private boolean expired;
        private boolean cancelled;

        Entry(TimerTask task, long due) {
            this.task = task;
            this.due = due;
        }

        long due() {
            return due;
        }

        @Override
        public Timer timer() {
            return ManualTimer.this;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return expired;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean cancel() {
            cancelled = !expired;
            return cancelled && entries.remove(this);
        }
    }

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Entry entry = new Entry(task, now + unit.toMillis(delay));
        entries.add(entry);
        return entry;
    }

    /** Runs everything due in the next so many milliseconds, each at its time. */
    void advance(long millis) {
        long end = now + millis;
        while (!entries.isEmpty() && entries.peek().due <= end) {
            Entry entry = entries.poll();
            now = entry.due;
            entry.expired = true;
            try {
                entry.task.run(entry);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        now = end;
    }

    long now() {
        return now;
    }

    int pending() {
        return entries.size();
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }
}
