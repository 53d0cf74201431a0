package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class CallbackQueueTest {

    @Test
    void keepsTheOrderOnManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CallbackQueue queue = new CallbackQueue(threads);
        List<Integer> seen = new ArrayList<>(); // not synchronized on purpose: the queue is
        CountDownLatch done = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            queue.submit(() -> {
                seen.add(n);
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();
        assertThat(seen).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void goesOnAfterACallbackThatFails() {
        CallbackQueue queue = new CallbackQueue(Runnable::run);
        List<String> seen = new ArrayList<>();
        queue.submit(() -> {
            queue.submit(() -> seen.add("second"));
            throw new IllegalStateException("on purpose");
        });
        queue.submit(() -> seen.add("third"));
        assertThat(seen).containsExactly("second", "third");
    }

    @Test
    void saysWhenTheExecutorRefuses() {
        CallbackQueue queue = new CallbackQueue(callback -> {
            throw new RejectedExecutionException("full");
        });
        assertThat(queue.submit(() -> {
        })).isFalse();
    }
}
