package io.bridgehead.im.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

class InOrderTest {

    private final InOrder inOrder = new InOrder();
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void givesTheWorkOfOneSourceToOneWorkerAndThatOfAnotherToAnother() {
        inOrder.execute("alice", () -> done.add("alice 1"), workers::add);
        inOrder.execute("alice", () -> done.add("alice 2"), workers::add);
        inOrder.execute("bob", () -> done.add("bob 1"), workers::add);
        assertThat(workers).hasSize(2);
        assertThat(inOrder.isBusy("alice")).isTrue();

        workers.forEach(Runnable::run);

        assertThat(done).containsExactly("alice 1", "alice 2", "bob 1");
        assertThat(inOrder.isBusy("alice")).isFalse();
        assertThat(inOrder.isBusy("bob")).isFalse();
    }

    @Test
    void isBusyUntilItsWorkIsDone() {
        inOrder.execute("alice", () -> done.add("busy " + inOrder.isBusy("alice")), workers::add);

        workers.remove().run();

        assertThat(done).containsExactly("busy true");
    }

    @Test
    void goesOnAfterWorkThatFails() {
        inOrder.execute("alice", () -> {
            throw new IllegalStateException("expected");
        }, workers::add);
        inOrder.execute("alice", () -> done.add("alice 2"), workers::add);

        workers.remove().run();

        assertThat(done).containsExactly("alice 2");
    }

    @Test
    void forgetsWhatTheWorkersDoNotTake() {
        assertThatThrownBy(() -> inOrder.execute("alice", () -> done.add("never"), work -> {
            throw new RejectedExecutionException();
        })).isInstanceOf(RejectedExecutionException.class);

        assertThat(inOrder.isBusy("alice")).isFalse();
    }
}
