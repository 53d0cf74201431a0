package io.bridgehead.conference;

/** How one attempt ended, one word for each thing a person would want to tell apart. */
public enum Outcome {
    BUSY("busy", DisconnectionMethod.BUSY),
    DECLINED("declined", DisconnectionMethod.FAILED),
    NO_ANSWER("no-answer", DisconnectionMethod.FAILED),
    NOT_FOUND("not-found", DisconnectionMethod.FAILED),
    /** The network or the telephone's server could not take the call (5xx and alike). */
    UNREACHABLE("unreachable", DisconnectionMethod.FAILED),
    FAILED("failed", DisconnectionMethod.FAILED),
    /** We hung up while it rang. */
    CANCELLED("cancelled", DisconnectionMethod.BOOTED),
    /** The person hung up after having answered. */
    LEFT("left", DisconnectionMethod.DEPARTED),
    /** Taken out by the owner after having answered, or before having been dialled. */
    REMOVED("removed", DisconnectionMethod.BOOTED),
    /** Waited to be called when the conference ended. */
    NOT_CALLED("not-called", DisconnectionMethod.BOOTED),
    CONFERENCE_ENDED("conference-ended", DisconnectionMethod.BOOTED);

    private final String word;
    private final DisconnectionMethod method;

    Outcome(String word, DisconnectionMethod method) {
        this.word = word;
        this.method = method;
    }

    /** The word used in messages. */
    public String word() {
        return word;
    }

    /** The RFC 4575 method that fits. */
    public DisconnectionMethod method() {
        return method;
    }
}
