package io.bridgehead.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** A bridge with telephones of random behaviour, behind a line that loses, doubles and delays what it says. */
final class RandomBridge {

    private static final int[] REFUSALS = { 404, 408, 480, 486, 503, 600, 603 };

    private enum Phone {
        RINGING,
        UP,
        DOWN
    }

    private record Happening(long at, long order, LegId leg, LegEvent.Kind kind, boolean real) {
    }

    private final Random random;
    private final double loss;
    private final Map<LegId, Phone> phones = new HashMap<>();
    private final Set<LegId> everAnswered = new HashSet<>();
    private final Map<LegId, Long> sequences = new HashMap<>();
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>(
            (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private long orders;

    RandomBridge(Random random, double loss) {
        this.random = random;
        this.loss = loss;
    }

    void order(BridgeOrder order, long now) {
        if (order.kind() == BridgeOrder.Kind.DIAL && phones.putIfAbsent(order.leg(), Phone.RINGING) == null) {
            real(now + random.nextInt(3), order.leg(), LegEvent.Kind.RINGING);
            int fate = random.nextInt(10);
            if (fate < 6) {
                real(now + 2 + random.nextInt(70), order.leg(), LegEvent.Kind.ANSWERED);
            } else if (fate < 9) {
                real(now + 1 + random.nextInt(30), order.leg(), LegEvent.Kind.REFUSED);
            }
        } else if (order.kind() == BridgeOrder.Kind.HANG_UP && phones.get(order.leg()) == Phone.RINGING) {
            // Sometimes the answer crosses the cancel, which is then without effect.
            boolean crossed = random.nextInt(5) == 0;
            real(now + (crossed ? 1 : 0), order.leg(), crossed ? LegEvent.Kind.ANSWERED : LegEvent.Kind.REFUSED);
        } else if (order.kind() == BridgeOrder.Kind.HANG_UP && phones.get(order.leg()) == Phone.UP) {
            real(now, order.leg(), LegEvent.Kind.LEFT);
        }
    }

    /** What arrives until a time, in the order of arrival. */
    List<LegEvent> arrivals(long until) {
        List<LegEvent> arrived = new ArrayList<>();
        while (!agenda.isEmpty() && agenda.peek().at <= until) {
            Happening next = agenda.poll();
            if (!next.real) {
                arrived.add(LegEvent.of(next.leg, next.kind, cause(next.kind), null, sequences.merge(next.leg, 1L, Long::sum)));
            } else if (happen(next)) {
                tell(next);
            }
        }
        return arrived;
    }

    boolean everAnswered(LegId leg) {
        return everAnswered.contains(leg);
    }

    boolean anyPhoneUp() {
        return phones.containsValue(Phone.UP);
    }

    private boolean happen(Happening next) {
        Phone phone = phones.get(next.leg);
        switch (next.kind) {
            case RINGING -> {
                return phone == Phone.RINGING;
            }
            case ANSWERED -> {
                if (phone != Phone.RINGING) {
                    return false;
                }
                phones.put(next.leg, Phone.UP);
                everAnswered.add(next.leg);
                if (random.nextInt(3) == 0) {
                    real(next.at + random.nextInt(60), next.leg, LegEvent.Kind.LEFT);
                }
                return true;
            }
            case REFUSED -> {
                return phone == Phone.RINGING && phones.put(next.leg, Phone.DOWN) != null;
            }
            default -> {
                return phone == Phone.UP && phones.put(next.leg, Phone.DOWN) != null;
            }
        }
    }

    private void tell(Happening happened) {
        for (int copies = random.nextDouble() < loss ? 0 : 1 + random.nextInt(2); copies > 0; copies--) {
            agenda.add(new Happening(happened.at + random.nextInt(4), orders++, happened.leg, happened.kind, false));
        }
    }

    private void real(long at, LegId leg, LegEvent.Kind kind) {
        agenda.add(new Happening(at, orders++, leg, kind, true));
    }

    private Cause cause(LegEvent.Kind kind) {
        return kind == LegEvent.Kind.REFUSED ? Cause.sip(REFUSALS[random.nextInt(REFUSALS.length)], "") : null;
    }
}
