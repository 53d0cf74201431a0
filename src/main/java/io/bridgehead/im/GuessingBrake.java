package io.bridgehead.im;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Slows down whoever tries passwords. Wrong ones are counted for each user at each address, for each address, and for each
 * user. Who has too many within the window is held: nothing of theirs is looked at, so nothing is learnt from the answer.
 * Each further hold of the same lasts twice as long.
 *
 * <p>
 * A user at an address where the right password was given within the last day is known there, and is held only for what was
 * tried as this user from there. So neither guessing from elsewhere nor a neighbour behind the same address locks anybody out.
 * A user who comes from a new address while others guess waits until the hold of the user ends. Thread-safe; does not block.
 */
public final class GuessingBrake {

    /**
     * What is too much.
     *
     * @param perUserAndAddress wrong passwords of one user from one address within the window, before a hold
     * @param perAddress of all users from one address
     * @param perUser of one user from all addresses
     * @param window counting begins anew after this
     * @param hold the first hold; the longest is 64 times this
     */
    public record Limits(int perUserAndAddress, int perAddress, int perUser, Duration window, Duration hold) {

        public Limits {
            if (perUserAndAddress < 1 || perAddress < 1 || perUser < 1 || window.toMillis() < 1 || hold.toMillis() < 1) {
                throw new IllegalArgumentException("bridgehead.limits.wrong-passwords: every value must be above 0");
            }
        }
    }

    /** Guesses remembered and users known; of more than that the oldest are forgotten. */
    static final int MEMORY = 50_000;
    private static final int LONGEST_NAME = 64;
    private static final int DOUBLINGS = 6;
    private static final long KNOWN_MILLIS = Duration.ofDays(1).toMillis();
    private static final long KNOWN_AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Limits limits;
    private final InstantSource clock;
    private final Predicate<String> neverHeld;
    private final Bounded<Guesses> guesses = new Bounded<>();
    private final Bounded<Long> known = new Bounded<>();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder held = new LongAdder();
    private volatile boolean quiet = true;

    private static final class Guesses {
        private long countedFrom;
        private int count;
        private int holds;
        private long heldUntil = Long.MIN_VALUE;
    }

    /** Forgets its eldest entry when it has too many. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MEMORY;
        }
    }

    /** @param neverHeld users whose passwords nobody can guess and whose absence would stop the product: its own parts */
    public GuessingBrake(Limits limits, InstantSource clock, Predicate<String> neverHeld) {
        this.limits = limits;
        this.clock = clock;
        this.neverHeld = neverHeld;
    }

    /** Whether nobody has guessed wrong for long, so that nobody can be held. */
    public boolean isQuiet() {
        return quiet;
    }

    /**
     * Before a password is looked at.
     *
     * @param address where it comes from: an IP address, {@code null} if unknown
     * @param user the user it is for, whether there is one or not
     * @return 0 to go on, otherwise the seconds to wait, at least 1
     */
    public int secondsToWait(String address, String user) {
        if (quiet) {
            return 0;
        }
        long now = clock.millis();
        int wait;
        synchronized (guesses) {
            long until = heldUntil(both(address, user));
            if (!isKnown(address, user, now)) {
                until = Math.max(until, Math.max(heldUntil(network(address)), heldUntil(name(user))));
            }
            if (until <= now) {
                return 0;
            }
            wait = (int) ((until - now + 999) / 1000);
        }
        if (neverHeld.test(user)) {
            return 0;
        }
        held.increment();
        return wait;
    }

    /** The password was wrong. */
    public void wrong(String address, String user) {
        wrong.increment();
        long now = clock.millis();
        synchronized (guesses) {
            quiet = false;
            count(both(address, user), limits.perUserAndAddress(), now);
            count(network(address), limits.perAddress(), now);
            count(name(user), limits.perUser(), now);
        }
    }

    /** The password was right. */
    public void right(String address, String user) {
        long now = clock.millis();
        String both = both(address, user);
        synchronized (known) {
            Long since = known.get(both);
            if (since == null || now - since > KNOWN_AGAIN_MILLIS) {
                known.remove(both);
                known.put(both, now);
            }
        }
    }

    /** Forgets what no longer matters; to be called now and then. */
    public void sweep() {
        long now = clock.millis();
        synchronized (guesses) {
            guesses.values().removeIf(g -> g.heldUntil + longestHold() < now && g.countedFrom + longestHold() < now);
            quiet = guesses.isEmpty();
        }
        synchronized (known) {
            known.values().removeIf(since -> now - since > KNOWN_MILLIS);
        }
    }

    /** Wrong passwords since the start. */
    public long wrongPasswords() {
        return wrong.sum();
    }

    /** How often somebody was told to wait since the start. */
    public long held() {
        return held.sum();
    }

    int size() {
        synchronized (guesses) {
            return guesses.size();
        }
    }

    private void count(String key, int limit, long now) {
        Guesses found = guesses.computeIfAbsent(key, k -> new Guesses());
        if (now - found.countedFrom > limits.window().toMillis()) {
            found.countedFrom = now;
            found.count = 0;
        }
        if (now - found.heldUntil > longestHold() && found.heldUntil != Long.MIN_VALUE) {
            found.holds = 0;
        }
        if (++found.count >= limit) {
            found.heldUntil = now + (limits.hold().toMillis() << found.holds);
            found.holds = Math.min(DOUBLINGS, found.holds + 1);
            found.count = 0;
        }
    }

    private long heldUntil(String key) {
        Guesses found = guesses.get(key);
        return found == null ? Long.MIN_VALUE : found.heldUntil;
    }

    private boolean isKnown(String address, String user, long now) {
        synchronized (known) {
            Long since = known.get(both(address, user));
            return since != null && now - since <= KNOWN_MILLIS;
        }
    }

    private long longestHold() {
        return limits.hold().toMillis() << DOUBLINGS;
    }

    private static String both(String address, String user) {
        return network(address) + name(user);
    }

    /** An IPv6 peer has a whole network to call from: its first 64 bits count. */
    private static String network(String address) {
        String text = address == null ? "" : address.substring(0, Math.min(LONGEST_NAME, address.length()));
        if (text.indexOf(':') < 0) {
            return text + ' ';
        }
        int end = 0;
        for (int groups = 0; groups < 4 && end >= 0; groups++) {
            end = text.indexOf(':', end + 1);
        }
        return (end < 0 ? text : text.substring(0, end)) + ' ';
    }

    private static String name(String user) {
        return '@' + user.substring(0, Math.min(LONGEST_NAME, user.length()));
    }
}
