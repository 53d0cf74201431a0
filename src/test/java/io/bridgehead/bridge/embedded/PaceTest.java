package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Pace pace = new Pace(4, now::get);

    @Test
    void givesEachCallAMomentOfItsOwn() {
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void savesNothingUpWhileNobodyCalls() {
        pace.reserve();
        now.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(250));
    }
}
