package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

class ReceiverCallbacksTest {

    private final Queue<Runnable> others = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final ReceiverCallbacks callbacks = new ReceiverCallbacks(others::add, true);

    @Test
    void runsWhatAMessageCausesAfterTheMessageInOrderAndWithWhatThatCauses() {
        try (ReceiverCallbacks.Turn turn = callbacks.begin()) {
            callbacks.execute(() -> {
                done.add("first");
                callbacks.execute(() -> done.add("third"));
            });
            callbacks.execute(() -> done.add("second"));
            done.add("message");
        }

        assertThat(done).containsExactly("message", "first", "second", "third");
        assertThat(others).isEmpty();
    }

    @Test
    void leavesWhatNoMessageCausesToTheExecutor() {
        callbacks.begin().close();

        callbacks.execute(() -> done.add("timer"));

        assertThat(done).isEmpty();
        assertThat(others).hasSize(1);
    }

    @Test
    void aCallbackThatFailsDoesNotTakeTheOthersWithIt() {
        try (ReceiverCallbacks.Turn turn = callbacks.begin()) {
            callbacks.execute(() -> {
                throw new IllegalStateException("expected");
            });
            callbacks.execute(() -> done.add("second"));
        }

        assertThat(done).containsExactly("second");
    }

    @Test
    void givesEverythingToTheExecutorUnlessAskedOtherwise() {
        ReceiverCallbacks plain = new ReceiverCallbacks(others::add, false);
        try (ReceiverCallbacks.Turn turn = plain.begin()) {
            plain.execute(() -> done.add("callback"));
        }

        assertThat(done).isEmpty();
        assertThat(others).hasSize(1);
    }
}
