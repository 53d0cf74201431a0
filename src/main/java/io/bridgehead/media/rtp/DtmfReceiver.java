package io.bridgehead.media.rtp;

import java.nio.ByteBuffer;

/**
 * Recognises keys in the telephone-event payload (RFC 4733 §2.3). Each key press is reported once, by whichever of its
 * packets arrives first; repeated end packets, reordered ones and the segments of a very long press (§2.5.1.3) are the same
 * press.
 */
public final class DtmfReceiver {

    private static final String KEYS = "0123456789*#ABCD";
    /** Packets that are older than the newest press by up to this many samples are stragglers: one second. */
    private static final int STRAGGLER = 8000;

    private boolean any;
    private int event;
    private int startedAt;
    private int duration;
    private boolean ended;

    /**
     * Takes one telephone-event payload.
     *
     * @return the key 0-9, *, #, A-D if this packet starts a new press, else 0
     */
    public char accept(int timestamp, ByteBuffer buffer, int offset, int length) {
        if (length < 4) {
            return 0;
        }
        int code = buffer.get(offset) & 0xFF;
        int span = buffer.getShort(offset + 2) & 0xFFFF;
        boolean end = (buffer.get(offset + 1) & 0x80) != 0;
        if (code >= KEYS.length()) {
            return 0;
        }
        if (any && isSamePress(code, timestamp)) {
            if (timestamp - startedAt >= 0) {
                duration = Math.max(timestamp == startedAt ? duration : 0, span);
                startedAt = timestamp;
                ended |= end;
            }
            return 0;
        }
        if (any && timestamp - startedAt < 0 && startedAt - timestamp < STRAGGLER) {
            return 0; // a straggler of an earlier press
        }
        any = true;
        event = code;
        startedAt = timestamp;
        duration = span;
        ended = end;
        return KEYS.charAt(code);
    }

    private boolean isSamePress(int code, int timestamp) {
        return timestamp == startedAt || (code == event && !ended && timestamp == startedAt + duration);
    }

    /** Forgets the last press, as for a new synchronisation source. */
    public void reset() {
        any = false;
    }
}
