package io.bridgehead.media;

/**
 * Counters of one leg since it was opened.
 *
 * @param received RTP packets taken
 * @param refused packets that were malformed, from a stranger, or of an unknown payload type
 * @param lost packets missing in the current source's numbering
 * @param late packets that came after their time
 * @param concealed frames of 20 ms that were filled in
 * @param skipped frames left out to catch up with a fast sender
 * @param jitterMillis interarrival jitter
 * @param sent RTP packets sent
 * @param remoteLossPercent share of our packets which the telephone last reported lost
 */
public record LegStatistics(long received, long refused, long lost, long late, long concealed, long skipped, int jitterMillis,
        long sent, int remoteLossPercent) {
}
