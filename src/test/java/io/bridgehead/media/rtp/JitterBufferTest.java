package io.bridgehead.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.bridgehead.media.codec.G711;

/** Packet number n carries 160 samples of one value that only n has, so what comes out tells where it came from. */
class JitterBufferTest {

    private static final int FRAME = 160;
    private final JitterBuffer buffer = new JitterBuffer(FRAME, 320);
    private final short[] out = new short[FRAME];

    @Test
    void playsASteadyStreamInOrderAfterTheDelay() {
        List<Integer> heard = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            put(n);
            heard.add(take());
        }
        assertThat(heard.subList(0, 2)).containsOnly(0);
        assertThat(heard.subList(2, 100)).isEqualTo(numbers(1, 98));
        assertThat(buffer.concealed()).isZero();
    }

    @Test
    void setsReorderedAndDoubledPacketsRight() {
        List<Integer> heard = new ArrayList<>();
        for (int n = 1; n <= 99; n += 3) {
            put(n + 1);
            heard.add(take());
            put(n);
            put(n + 1);
            put(n);
            heard.add(take());
            put(n + 2);
            heard.add(take());
        }
        assertThat(heard.stream().filter(n -> n != 0).toList()).isEqualTo(numbers(1, 98));
    }

    @Test
    void goesOnAcrossTheWrapOfTheTimestamp() {
        int start = -50 * FRAME;
        List<Integer> heard = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            put(n, start + n * FRAME, FRAME);
            heard.add(take());
        }
        assertThat(heard.subList(2, 100)).isEqualTo(numbers(1, 98));
    }

    @Test
    void fillsALostPacketByFadingAndKeepsTheRhythm() {
        List<Integer> heard = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            if (n != 10) {
                put(n);
            }
            heard.add(take());
        }
        assertThat(heard.get(12)).as("after the hole").isEqualTo(11);
        assertThat(buffer.concealed()).isEqualTo(1);
    }

    @Test
    void dropsWhatComesTooLate() {
        for (int n = 1; n <= 10; n++) {
            put(n);
            take();
        }
        put(2);
        assertThat(buffer.late()).isEqualTo(1);
        assertThat(take()).isEqualTo(9);
    }

    @Test
    void takesPacketsOfAnyLength() {
        for (int length : new int[] { 80, 160, 240, 320, 480 }) {
            JitterBuffer each = new JitterBuffer(FRAME, 480);
            int sent = 0;
            int heard = 0;
            for (int beat = 0; beat < 100; beat++) {
                for (; sent + length <= (beat + 1) * FRAME; sent += length) {
                    each.put(sent, G711.PCMA, voice(5, length), 0, length);
                }
                heard += each.take(out) && value() == 5 ? 1 : 0;
            }
            assertThat(heard).as("%d samples a packet", length).isBetween(92, 100);
            assertThat(each.concealed()).isZero();
        }
    }

    @Test
    void catchesUpWithAFastSenderAndWaitsForASlowOne() {
        int fastest = drift(1.01, 3000);
        assertThat(buffer.skipped()).isGreaterThan(10);
        assertThat(fastest).as("buffered at the end").isLessThan(1200);
        buffer.reset();
        long concealed = buffer.concealed();
        drift(0.99, 3000);
        assertThat(buffer.concealed() - concealed).isBetween(10L, 100L);
    }

    private int drift(double speed, int beats) {
        int sent = 0;
        for (int beat = 0; beat < beats; beat++) {
            for (; sent < beat * speed; sent++) {
                put(1 + sent % 100, sent * FRAME, FRAME);
            }
            take();
        }
        return buffer.fill();
    }

    @Test
    void startsAnewAfterAPauseWithoutKeepingItsLength() {
        for (int n = 1; n <= 10; n++) {
            put(n);
            take();
        }
        for (int n = 0; n < 20; n++) {
            take();
        }
        assertThat(buffer.take(out)).isFalse();
        List<Integer> heard = new ArrayList<>();
        for (int n = 11; n <= 20; n++) {
            put(n, (n + 20) * FRAME, FRAME);
            heard.add(take());
        }
        assertThat(heard.subList(2, 10)).isEqualTo(numbers(11, 18));
    }

    @Test
    void losesItsDelayAgainAfterABurst() {
        for (int n = 1; n <= 25; n++) {
            put(n);
            take();
        }
        for (int n = 0; n < 15; n++) {
            take();
        }
        for (int n = 26; n <= 40; n++) {
            put(n);
        }
        int n = 41;
        for (; n < 700; n++) {
            put(n);
            take();
        }
        assertThat(buffer.fill()).isLessThanOrEqualTo(320 + 2 * FRAME);
    }

    @Test
    void isBoundedAndKeepsWorkingWhateverTimestampsCome() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            int timestamp = random.nextBoolean() ? random.nextInt() : i * FRAME + random.nextInt(9000) - 4500;
            put(1 + i % 100, timestamp, random.nextInt(2000));
            buffer.take(out);
            assertThat(buffer.fill()).isLessThanOrEqualTo(8192);
        }
        List<Integer> heard = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            put(n, 1_000_000_000 + n * FRAME, FRAME);
            heard.add(take());
        }
        assertThat(heard.subList(12, 100)).as("a good stream afterwards").isSorted().doesNotContain(0);
    }

    private void put(int n) {
        put(n, n * FRAME, FRAME);
    }

    private void put(int n, int timestamp, int length) {
        buffer.put(timestamp, G711.PCMA, voice(n, length), 0, length);
    }

    private static ByteBuffer voice(int n, int length) {
        ByteBuffer payload = ByteBuffer.allocate(length);
        while (payload.hasRemaining()) {
            payload.put((byte) (n ^ 0x55 | 0x80));
        }
        return payload.flip();
    }

    private int take() {
        return buffer.take(out) ? value() : 0;
    }

    /** The packet number of the last sample; 0 where the frame ends with a gap. */
    private int value() {
        short last = out[FRAME - 1];
        return last == 0 ? 0 : G711.PCMA.encode(last) & 0x7F ^ 0x55;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
