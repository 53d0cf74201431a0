package io.bridgehead.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

class DtmfReceiverTest {

    private final DtmfReceiver receiver = new DtmfReceiver();
    private final StringBuilder keys = new StringBuilder();

    @Test
    void reportsAPressOnceThoughItTakesManyPackets() {
        press(1000, 5);
        press(3000, 5);
        press(5000, 11);
        assertThat(keys).hasToString("55#");
    }

    @Test
    void reportsAPressOfWhichOnlyTheEndArrives() {
        packet(1000, 12, true, 800);
        packet(1000, 12, true, 800);
        assertThat(keys).hasToString("A");
    }

    @Test
    void takesReorderedPacketsForTheSamePress() {
        packet(1000, 1, false, 160);
        packet(3000, 2, false, 160);
        packet(1000, 1, true, 480);
        packet(3000, 2, true, 320);
        assertThat(keys).hasToString("12");
    }

    @Test
    void takesTheSegmentsOfALongPressForOne() {
        packet(0, 3, false, 0xFFFF);
        packet(0xFFFF, 3, false, 400);
        packet(0xFFFF, 3, true, 800);
        press(0xFFFF + 1600, 3);
        assertThat(keys).hasToString("33");
    }

    @Test
    void stepsOverOtherEventsAndCutPackets() {
        packet(1000, 16, true, 160);
        packet(1000, 255, true, 160);
        assertThat(receiver.accept(0, ByteBuffer.allocate(3), 0, 3)).isEqualTo((char) 0);
        assertThat(keys).isEmpty();
    }

    private void press(int timestamp, int event) {
        for (int duration = 160; duration <= 800; duration += 160) {
            packet(timestamp, event, false, duration);
        }
        for (int i = 0; i < 3; i++) {
            packet(timestamp, event, true, 960);
        }
    }

    private void packet(int timestamp, int event, boolean end, int duration) {
        ByteBuffer payload = ByteBuffer.allocate(4);
        payload.put((byte) event).put((byte) (end ? 0x8A : 0x0A)).putShort((short) duration).flip();
        char key = receiver.accept(timestamp, payload, 0, 4);
        if (key != 0) {
            keys.append(key);
        }
    }
}
