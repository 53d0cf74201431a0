package io.bridgehead.store;

import java.time.Duration;

/**
 * How the writer works.
 *
 * @param queue units that may wait, at least 1; what comes then is refused with {@link OverloadedException}
 * @param queueBytes about how many bytes may wait, unless it is one unit only
 * @param interval between the beginnings of two commits while there is load: fewer commits, and so less CPU time, for a wait of
 *        half of it on average. Who writes alone does not wait. Zero commits as often as the disk allows
 */
public record WriterSettings(int queue, long queueBytes, Duration interval) {

    /** As many as come in some hundred milliseconds at 5,000 a second. */
    private static final int QUEUE = 4096;
    private static final long QUEUE_BYTES = 32L << 20;
    private static final Duration INTERVAL = Duration.ofMillis(2);

    public static final WriterSettings STANDARD = new WriterSettings(QUEUE, QUEUE_BYTES, INTERVAL);

    public WriterSettings withQueue(int most) {
        return new WriterSettings(most, queueBytes, interval);
    }

    public WriterSettings withQueueBytes(long most) {
        return new WriterSettings(queue, most, interval);
    }

    public WriterSettings withInterval(Duration between) {
        return new WriterSettings(queue, queueBytes, between);
    }
}
