package io.bridgehead.bridge;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kinds of {@link BridgeEvent}. */
public enum BridgeEventKind {
    PROGRESS("progress", false),
    RINGING("ringing", false),
    ANSWERED("answered", false),
    TALKING("talking", false),
    QUIET("quiet", false),
    DTMF("dtmf", false),
    HELD("held", false),
    RESUMED("resumed", false),
    /** A call that had been answered is over. */
    LEFT("left", false),
    /** A call is over without an answer. */
    REFUSED("refused", false),
    /** Somebody has called and knows the PIN of a conference. */
    ARRIVED("arrived", true),
    CONFERENCE_ENDED("conferenceEnded", true),
    UNAVAILABLE("unavailable", true);

    private final String word;
    private final boolean wholeConference;

    BridgeEventKind(String word, boolean wholeConference) {
        this.word = word;
        this.wholeConference = wholeConference;
    }

    /** The word used in JSON. */
    public String word() {
        return word;
    }

    /** Whether it is about a conference rather than one call. */
    public boolean wholeConference() {
        return wholeConference;
    }

    static BridgeEventKind of(String word) {
        for (BridgeEventKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Not an event; they are "
                + Stream.of(values()).map(BridgeEventKind::word).collect(Collectors.joining(", ")));
    }
}
