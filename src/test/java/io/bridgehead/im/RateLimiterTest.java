package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimiter limiter = new RateLimiter(60, 3, nanos::get);

    private void pass(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void letsABurstPassAndThenTheRate() {
        assertThat(IntStream.range(0, 4).map(i -> limiter.take("alice"))).containsExactly(0, 0, 0, 1);

        pass(999);
        assertThat(limiter.take("alice")).isEqualTo(1);
        pass(1);
        assertThat(IntStream.range(0, 2).map(i -> limiter.take("alice"))).containsExactly(0, 1);
    }

    @Test
    void asksNobodyToWaitForWhatOthersDo() {
        IntStream.range(0, 10).forEach(i -> limiter.take("alice"));

        assertThat(limiter.take("bob")).isZero();
    }

    @Test
    void aRefusalCostsNothing() {
        IntStream.range(0, 1000).forEach(i -> limiter.take("alice"));

        pass(1000);
        assertThat(limiter.take("alice")).isZero();
    }

    @Test
    void collectsNoMoreThanOneBurstHoweverLongItIsQuiet() {
        pass(TimeUnit.DAYS.toMillis(1));

        assertThat(IntStream.range(0, 4).map(i -> limiter.take("alice"))).containsExactly(0, 0, 0, 1);
    }

    @Test
    void hasNoLimitAtRateZero() {
        RateLimiter open = new RateLimiter(0, 0, nanos::get);

        assertThat(IntStream.range(0, 10_000).map(i -> open.take("alice"))).containsOnly(0);
        assertThat(open.size()).isZero();
    }

    @Test
    void forgetsWhoHasBeenQuiet() {
        for (int i = 0; i < 100_000; i++) {
            limiter.take("user" + i);
            pass(1);
        }

        assertThat(limiter.size()).isLessThanOrEqualTo(20_000);
    }
}
