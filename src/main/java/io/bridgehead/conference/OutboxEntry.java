package io.bridgehead.conference;

/**
 * A row of the outbox. Rows of one conference, topic and {@linkplain #lane() lane} run in order; the two topics never wait
 * for each other, so that a dead bridge does not delay what people are told (Figure 10).
 *
 * @param topic which worker takes it
 * @param conferenceId conference
 * @param version of the event it comes from
 * @param payload {@link BridgeOrder} or {@link StatusChange}, as the topic says
 */
public record OutboxEntry(Topic topic, String conferenceId, long version, OutboxPayload payload) {

    /** Who takes the row. */
    public enum Topic {
        BRIDGE,
        STATUS
    }

    /**
     * Of the rows of one conference and topic, those of one lane run in order: one person's silent telephone must not delay
     * what another is told. Never null.
     */
    public String lane() {
        return payload instanceof StatusChange status ? status.recipients().get(0) : "";
    }

    static OutboxEntry of(BridgeOrder order) {
        return new OutboxEntry(Topic.BRIDGE, order.conferenceId(), order.version(), order);
    }

    static OutboxEntry of(StatusChange status) {
        return new OutboxEntry(Topic.STATUS, status.conferenceId(), status.version(), status);
    }
}
