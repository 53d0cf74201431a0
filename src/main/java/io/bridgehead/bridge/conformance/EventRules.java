package io.bridgehead.bridge.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.LegId;

/** What holds for all events of a run together. They may be repeated and come out of order; the numbers tell their order. */
final class EventRules {

    private static final Duration CLOCKS = Duration.ofMinutes(5);
    private static final Comparator<SeenEvent> BY_NUMBER = Comparator.comparingLong(one -> one.event().sequence());

    private final List<Trial> trials;

    EventRules(List<Trial> trials) {
        this.trials = trials;
    }

    List<CheckResult> results() {
        return List.of(
                judge(rule("events-one-end", "Each call ends in one way: refused is never told of a call that was answered.",
                        "Events: left, refused"), EventRules::secondEnd),
                judge(rule("events-order",
                        "In the order of their numbers events never go back: nothing rings after the answer, "
                                + "nothing happens after the end.",
                        "Events: sequence"), EventRules::stepBack),
                sequence(),
                judge(rule("events-time",
                        "Times are there, rise with the numbers and are those of a clock that is right within "
                                + "5 minutes.",
                        "Events: time"), EventRules::wrongTime),
                strangers(rule("events-known", "Events are about calls that the bridge was told of.", "Events: leg")));
    }

    private static Check rule(String id, String title, String section) {
        return Check.of(id, title, section, trial -> {
        });
    }

    /** @param breach gives what is wrong with the events of one call, in the order of their numbers, or null */
    private CheckResult judge(Check check, Function<List<SeenEvent>, String> breach) {
        Map<LegId, List<SeenEvent>> calls = calls();
        if (calls.isEmpty()) {
            return CheckResult.notTried(check, "no call was dialled");
        }
        for (Map.Entry<LegId, List<SeenEvent>> call : calls.entrySet()) {
            String found = breach.apply(call.getValue());
            if (found != null) {
                return CheckResult.failed(check,
                        new BrokenContractException(check.title(), "of call " + call.getKey() + ": " + found), List.of());
            }
        }
        return CheckResult.passed(check);
    }

    private Map<LegId, List<SeenEvent>> calls() {
        Map<LegId, List<SeenEvent>> calls = new LinkedHashMap<>();
        for (Trial trial : trials) {
            for (LegId leg : trial.legs()) {
                List<SeenEvent> events = new ArrayList<>(trial.of(leg));
                events.sort(BY_NUMBER);
                if (!events.isEmpty()) {
                    calls.put(leg, events);
                }
            }
        }
        return calls;
    }

    private static String secondEnd(List<SeenEvent> events) {
        boolean refused = has(events, BridgeEventKind.REFUSED);
        return refused && (has(events, BridgeEventKind.ANSWERED) || has(events, BridgeEventKind.LEFT)) ? SeenEvent.words(events)
                : null;
    }

    private static boolean has(List<SeenEvent> events, BridgeEventKind kind) {
        return events.stream().anyMatch(one -> one.event().kind() == kind);
    }

    private static String stepBack(List<SeenEvent> events) {
        int reached = 0;
        for (SeenEvent one : events) {
            int step = step(one.event().kind());
            if (step > 0 && step < reached) {
                return SeenEvent.words(events);
            }
            reached = Math.max(reached, step);
        }
        return null;
    }

    private static int step(BridgeEventKind kind) {
        return switch (kind) {
            case PROGRESS -> 1;
            case RINGING -> 2;
            case ANSWERED -> 3;
            case LEFT, REFUSED -> 4;
            default -> 0;
        };
    }

    private CheckResult sequence() {
        Check check = rule("events-sequence", "Different events of a call have different numbers.", "Events: sequence");
        boolean counts = calls().values().stream().flatMap(List::stream).anyMatch(one -> one.event().sequence() > 0);
        return counts || calls().isEmpty() ? judge(check, EventRules::sameNumber)
                : CheckResult.notTried(check, "the bridge does not number its events");
    }

    private static String sameNumber(List<SeenEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            BridgeEvent one = events.get(i - 1).event();
            BridgeEvent next = events.get(i).event();
            if (one.sequence() == next.sequence() && !one.equals(next)) {
                return one.kind().word() + " and " + next.kind().word() + " both with the number " + next.sequence();
            }
        }
        return null;
    }

    private static String wrongTime(List<SeenEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            SeenEvent one = events.get(i);
            if (Duration.between(one.event().time(), one.arrived()).abs().compareTo(CLOCKS) > 0) {
                return one.words() + " at " + one.event().time() + ", seen at " + one.arrived();
            }
            if (i > 0 && one.event().sequence() > 0 && one.event().time().isBefore(events.get(i - 1).event().time())) {
                return one.words() + " is earlier than " + events.get(i - 1).words() + " before it";
            }
        }
        return null;
    }

    private CheckResult strangers(Check check) {
        for (Trial trial : trials) {
            for (SeenEvent one : trial.recorder().of(trial.conference())) {
                LegId leg = one.event().leg();
                if (leg == null ? one.event().kind() == BridgeEventKind.UNAVAILABLE : !trial.legs().contains(leg)) {
                    return CheckResult.failed(check, new BrokenContractException(check.title(),
                            one.words() + " of " + (leg == null ? trial.conference() : leg)), trial.course());
                }
            }
        }
        return CheckResult.passed(check);
    }
}
