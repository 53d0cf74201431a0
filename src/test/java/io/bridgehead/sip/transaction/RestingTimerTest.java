package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.util.Timeout;

class RestingTimerTest {
    private static final String NAME = "resting-timer-under-test";
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /** A turn of the wheel takes 41 ms then. */
    private static final long SHORT_TICK = TimeUnit.MICROSECONDS.toNanos(20);

    private final RestingTimer timer = new RestingTimer(NAME, SHORT_TICK);

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void timeoutsComeInTheirOrderAndNeverTooEarlyHoweverManyTurnsLater() throws InterruptedException {
        LinkedBlockingQueue<Integer> came = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<Integer> early = new LinkedBlockingQueue<>();
        List<Integer> delays = List.of(150, 0, 60, 5, 41, 1, 200, 42);
        for (int delay : delays) {
            long start = System.nanoTime();
            timer.newTimeout(timeout -> {
                if (System.nanoTime() - start < delay * MILLI) {
                    early.add(delay);
                }
                came.add(delay);
            }, delay, TimeUnit.MILLISECONDS);
        }
        for (int delay : delays.stream().sorted().toList()) {
            assertThat(came.poll(10, TimeUnit.SECONDS)).isEqualTo(delay);
        }
        assertThat(early).isEmpty();
    }

    @Test
    void aTimeoutThatIsSoonerWakesTheSleepingTimer() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        timer.newTimeout(timeout -> {
        }, 1, TimeUnit.HOURS);
        timer.newTimeout(timeout -> came.countDown(), 20, TimeUnit.MILLISECONDS);
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsCancelledDoesNotComeAndItsNeighboursDo() throws InterruptedException {
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch right = new CountDownLatch(500);
        List<Timeout> cancelled = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            cancelled
                    .add(timer.newTimeout(timeout -> wrong.incrementAndGet(), 5000 + random.nextInt(3), TimeUnit.MILLISECONDS));
            timer.newTimeout(timeout -> right.countDown(), 100 + random.nextInt(3), TimeUnit.MILLISECONDS);
        }
        assertThat(cancelled).allMatch(Timeout::cancel).allMatch(Timeout::isCancelled).noneMatch(Timeout::isExpired)
                .noneMatch(Timeout::cancel);
        assertThat(right.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(timer.stop()).as("none of them is left").isEmpty();
        assertThat(wrong).hasValue(0);
    }

    @Test
    void whatHasComeCannotBeCancelled() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        Timeout timeout = timer.newTimeout(due -> came.countDown(), 1, TimeUnit.MILLISECONDS);
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(timeout.isExpired()).isTrue();
        assertThat(timeout.cancel()).isFalse();
    }

    @Test
    void aTaskThatFailsHarmsNoOther() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        timer.newTimeout(timeout -> {
            throw new LinkageError("on purpose");
        }, 1, TimeUnit.MILLISECONDS);
        timer.newTimeout(timeout -> came.countDown(), 5, TimeUnit.MILLISECONDS);
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theThreadSleepsWhileNothingIsDue() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        timer.newTimeout(timeout -> came.countDown(), 1, TimeUnit.MILLISECONDS);
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
        timer.newTimeout(timeout -> {
        }, 1, TimeUnit.HOURS);
        Thread.sleep(100);
        long before = waits();
        Thread.sleep(400);
        assertThat(waits() - before).as("once for each turn of the wheel, not for each of 20,000 ticks").isLessThan(20);
    }

    private static long waits() {
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME) && thread.isAlive()).findFirst().orElseThrow().getId();
        return ManagementFactory.getThreadMXBean().getThreadInfo(id).getWaitedCount();
    }

    @Test
    void afterItWasStoppedNothingComesAndNothingIsTaken() throws InterruptedException {
        AtomicInteger came = new AtomicInteger();
        Timeout left = timer.newTimeout(timeout -> came.incrementAndGet(), 200, TimeUnit.MILLISECONDS);
        assertThat(timer.stop()).containsExactly(left);
        assertThatThrownBy(() -> timer.newTimeout(timeout -> came.incrementAndGet(), 1, TimeUnit.MILLISECONDS))
                .isInstanceOf(IllegalStateException.class);
        Thread.sleep(300);
        assertThat(came).hasValue(0);
    }
}
