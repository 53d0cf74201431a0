package io.bridgehead.client;

/** How a run of the client ended; the number is the process's exit code. 1 and 2 are left to crashes and to wrong usage. */
public enum Outcome {

    /** The conference ended as its owner wished, or there was nothing to end. */
    OK(0),
    /** Refused before anything was sent: the command named too few people. */
    REFUSED_HERE(3),
    /** No answer from the server, or no connection to it. */
    NO_CONNECTION(4),
    /** The server does not accept who we are: 401, 403, 407. */
    NOT_AUTHORISED(5),
    /** The server refused the message itself: any other SIP failure. */
    REFUSED(6),
    /** The conference service answered with a fault: no conference was created. */
    FAULT(7),
    /** The owner could not be reached by telephone, so there was no conference. */
    NOT_REACHED(8),
    /** A fatal error ended the conference: the bridge failed, or ended it by itself. */
    FATAL_ERROR(9),
    /** The user left while the conference goes on. */
    LEFT(10),
    /** The conference reached the longest time that is allowed. */
    TOO_LONG(11),
    /** Nobody talked any more, for as long as the conference's policy says. */
    INACTIVE(12),
    /** One person, or nobody, was left for as long as the conference's policy says. */
    ALONE(13);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** How a run ends whose conference ended for this reason; a reason that is not known yet counts as the owner's wish. */
    static Outcome ofEnd(String cause) {
        return switch (cause) {
            case "initiator-not-reached" -> NOT_REACHED;
            case "bridge-unavailable", "ended-by-bridge", "fatal-error" -> FATAL_ERROR;
            case "maximum-length" -> TOO_LONG;
            case "inactive" -> INACTIVE;
            case "alone" -> ALONE;
            default -> OK;
        };
    }
}
