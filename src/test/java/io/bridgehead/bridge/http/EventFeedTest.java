package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.LegId;

class EventFeedTest {

    private final List<EventBatch> offered = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<EventBatch> answer = batch -> 204;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final EventFeed feed = new EventFeed(batch -> {
        offered.add(batch);
        int status = answer.applyAsInt(batch);
        if (status == 0) {
            throw new IOException("cut");
        }
        return status;
    }, said::add);

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void numbersWithoutGapsAndOffersInOrder() {
        tell(250);
        await().until(feed::isTold);
        assertThat(offered.stream().flatMap(batch -> batch.events().stream()).map(NumberedEvent::number))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
        assertThat(offered).extracting(EventBatch::epoch).containsOnly(feed.replay(0).epoch());
    }

    @Test
    void offersAgainUntilTaken() {
        answer = batch -> offered.size() == 1 ? 0 : offered.size() == 2 ? 503 : 204;
        tell(1);
        await().until(feed::isTold);
        assertThat(offered).hasSize(3).extracting(EventBatch::first).containsOnly(1L);
        await().until(() -> said.size() == 3);
        assertThat(said).containsExactly("Events from 1 on are not taken, for the 1. time: cut",
                "Events from 1 on are not taken, for the 2. time: they were answered 503", "Events are taken again");
    }

    @Test
    void oneUnwantedEventHoldsNoOtherUp() {
        answer = batch -> batch.first() <= 2 && batch.last() >= 2 ? 404 : 204;
        tell(3);
        await().until(feed::isTold);
        assertThat(offered.get(offered.size() - 1).last()).isEqualTo(3);
    }

    @Test
    void givesOnceMoreWhatIsAskedForAHundredAtATime() {
        tell(150);
        assertThat(feed.replay(0).events()).hasSize(100);
        assertThat(feed.replay(100).events()).hasSize(50);
        assertThat(feed.replay(150).events()).isEmpty();
        assertThat(feed.replay(0).last()).isEqualTo(150);
    }

    @Test
    void keepsNoMoreThanItsBoundWhileNobodyTakesThem() {
        answer = batch -> 0;
        tell(EventFeed.MOST_KEPT + 10);
        assertThat(feed.replay(0).events().get(0).number()).isEqualTo(11);
        assertThat(feed.replay(0).last()).isEqualTo(EventFeed.MOST_KEPT + 10L);
    }

    private void tell(int count) {
        for (int i = 1; i <= count; i++) {
            feed.accept(BridgeEvent.of(BridgeEventKind.RINGING, new LegId("c1", "p1", 1), Instant.now(), i));
        }
    }
}
