package io.bridgehead.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class GoneProcessesTest {

    private final GoneProcesses gone = new GoneProcesses(2);

    @Test
    void aProcessIsGoneWhoseNumberStandsStillForAWhileAndBackWhenItMoves() {
        assertThat(gone.look(Map.of("one", 1L, "two", 7L))).isEmpty();
        assertThat(gone.look(Map.of("one", 2L, "two", 7L))).isEmpty();
        assertThat(gone.look(Map.of("one", 3L, "two", 7L))).containsExactly("two");
        assertThat(gone.look(Map.of("one", 4L, "two", 7L))).containsExactly("two");
        assertThat(gone.look(Map.of("one", 5L, "two", 8L))).isEmpty();
        assertThat(gone.look(Map.of("one", 6L, "two", 8L))).isEmpty();
        assertThat(gone.look(Map.of("one", 7L, "two", 8L))).containsExactly("two");
    }
}
