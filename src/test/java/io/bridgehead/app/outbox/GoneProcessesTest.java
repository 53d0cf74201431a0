package io.bridgehead.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class GoneProcessesTest {

    private final GoneProcesses processes = new GoneProcesses(2, 4);

    private void look(long one, long two) {
        processes.look(Map.of("one", one, "two", two));
    }

    @Test
    void aProcessIsGoneWhoseNumberStandsStillForAWhileAndBackWhenItMoves() {
        look(1, 7);
        look(2, 7);
        assertThat(processes.gone()).isEmpty();
        look(3, 7);
        assertThat(processes.gone()).containsExactly("two");
        look(4, 7);
        assertThat(processes.gone()).containsExactly("two");
        look(5, 8);
        assertThat(processes.gone()).isEmpty();
        look(6, 8);
        assertThat(processes.gone()).isEmpty();
        look(7, 8);
        assertThat(processes.gone()).containsExactly("two");
    }

    @Test
    void aProcessThatStandsStillForLongIsGoneForGoodAndCountedAnewOnceItWasForgotten() {
        look(1, 7);
        look(2, 7);
        look(3, 7);
        look(4, 7);
        assertThat(processes.forGood()).isEmpty();
        look(5, 7);
        assertThat(processes.forGood()).containsExactly(Map.entry("two", 7L));

        processes.look(Map.of("one", 6L));
        assertThat(processes.gone()).isEmpty();
        look(7, 7);
        look(8, 7);
        assertThat(processes.gone()).isEmpty();
    }
}
