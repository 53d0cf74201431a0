package io.bridgehead.sip.transaction;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Where callbacks run: those that a received message causes on the thread that received it, as soon as the stack has dealt
 * with the message and holds no lock; all others, such as those of timers, on the user's executor. A hand-over to another
 * thread costs more than most callbacks do.
 */
final class ReceiverCallbacks implements Executor {
    private static final Logger LOG = Logger.getLogger(ReceiverCallbacks.class);

    private final Executor others;
    /** Null if all callbacks run on the user's executor. */
    private final FastThreadLocal<Turn> turns;

    /** One message being dealt with by one thread, and what is to be run after it. */
    static final class Turn implements AutoCloseable {
        /** Of threads that never have callbacks of their own. */
        private static final Turn NONE = new Turn();

        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private boolean open;

        /** Runs what waits, also what that adds. */
        @Override
        public void close() {
            try {
                for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                    run(next);
                }
            } finally {
                open = false;
            }
        }

        private static void run(Runnable callback) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                LOG.error("A callback of the SIP stack failed", e);
            }
        }
    }

    ReceiverCallbacks(Executor others, boolean onReceiver) {
        this.others = others;
        this.turns = onReceiver ? new FastThreadLocal<>() {
            @Override
            protected Turn initialValue() {
                return new Turn();
            }
        } : null;
    }

    /** Begins a turn of this thread; turns do not nest. */
    Turn begin() {
        if (turns == null) {
            return Turn.NONE;
        }
        Turn turn = turns.get();
        turn.open = true;
        return turn;
    }

    @Override
    public void execute(Runnable callback) {
        Turn turn = turns == null ? null : turns.getIfExists();
        if (turn != null && turn.open) {
            turn.waiting.add(callback);
        } else {
            others.execute(callback);
        }
    }
}
