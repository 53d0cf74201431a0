package io.bridgehead.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

class ConflaterTest {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final Conflater<String, String> news = new Conflater<>("test", 2, 20, String::concat, this::send);

    private void send(String key, String value) {
        sent.add(key + value);
        if (key.equals("slow")) {
            awaitSlow();
        }
        if (failures.getAndDecrement() > 0) {
            if (key.equals("slow")) {
                news.offer(key, "2");
            }
            throw new IllegalStateException("away");
        }
    }

    private void awaitSlow() {
        try {
            slow.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        slow.countDown();
        news.close();
    }

    @Test
    @Feature("A149")
    void aSlowReceiverGetsWhatCameMeanwhileAtOnceAndHoldsUpNobody() {
        news.offer("slow", "1");
        await().until(() -> sent.contains("slow1"));
        news.offer("slow", "2");
        news.offer("slow", "3");
        news.offer("quick", "4");
        await().until(() -> sent.contains("quick4"));
        assertThat(sent).containsExactly("slow1", "quick4");

        slow.countDown();

        await().until(() -> sent.contains("slow23"));
    }

    @Test
    void aFloodIsSentInIntervalsAndNothingOfItIsLost() {
        for (int i = 0; i < 1000; i++) {
            news.offer("k", "x");
        }
        await().until(() -> sent.stream().mapToInt(value -> value.length() - 1).sum() == 1000);
        assertThat(sent).hasSizeLessThan(20);
    }

    @Test
    void whatFailsComesAgainWithWhatIsNewer() {
        failures.set(1);
        slow.countDown();
        news.offer("slow", "1");

        await().until(() -> sent.contains("slow12"));
        assertThat(sent).containsExactly("slow1", "slow12");
    }

    @Test
    void whatFailsAgainAndAgainIsGivenUp() {
        failures.set(5);
        news.offer("k", "1");
        await().until(() -> failures.get() == 0);
        news.offer("k", "2");

        await().until(() -> sent.contains("k2"));
        assertThat(sent).containsExactly("k1", "k1", "k1", "k1", "k1", "k2");
    }
}
