package io.bridgehead.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands without an answer yet, by MessageID. */
final class Pending {

    /** How long after a command's 2xx its answer may still be on its way. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** How often a command is sent again because its answer did not come. */
    static final int REPEATS = 2;

    private record Wait(Command command, Instant overdue, int repeats) {
    }

    private final Map<String, Wait> waits = new HashMap<>();

    /** The command is on its way; the sender looks after it until it is accepted. */
    void sent(Command command) {
        waits.putIfAbsent(command.messageId(), new Wait(command, Instant.MAX, 0));
    }

    /** The command got its 2xx; from now on its answer is awaited. */
    void accepted(Command command, Instant now) {
        waits.computeIfPresent(command.messageId(), (id, wait) -> new Wait(command, now.plus(GRACE), wait.repeats));
    }

    /** The command this is an answer to; empty if it was answered before or is not ours. */
    Optional<Command> answered(String messageId) {
        return Optional.ofNullable(waits.remove(messageId)).map(Wait::command);
    }

    /** Commands to send again. Those that were sent often enough are given back by {@link #lost} instead. */
    List<Command> overdue(Instant now) {
        List<Command> again = new ArrayList<>();
        waits.replaceAll((id, wait) -> {
            if (now.isBefore(wait.overdue) || wait.repeats >= REPEATS) {
                return wait;
            }
            again.add(wait.command);
            return new Wait(wait.command, Instant.MAX, wait.repeats + 1);
        });
        return again;
    }

    /** Takes out and gives back the commands whose answer will not come any more. */
    List<Command> lost(Instant now) {
        List<Command> lost = waits.values().stream().filter(w -> !now.isBefore(w.overdue) && w.repeats >= REPEATS)
                .map(Wait::command).toList();
        lost.forEach(command -> waits.remove(command.messageId()));
        return lost;
    }
}
