package io.bridgehead.bridge.conformance;

import java.time.Duration;

/**
 * How long the kit waits.
 *
 * @param call for a sign of a telephone: ringing, an answer, a refusal, a hang-up of its own
 * @param end for the end of a call after the hang-up was ordered; the contract gives 15 s
 * @param settle after the last step of a check, for what should not come
 */
public record Patience(Duration call, Duration end, Duration settle) {

    private static final Duration END = Duration.ofSeconds(15);
    private static final Duration SETTLE = Duration.ofMillis(700);

    /** As the contract says, with the time a telephone may take. */
    public static Patience of(Duration call) {
        return new Patience(call, END, SETTLE);
    }
}
