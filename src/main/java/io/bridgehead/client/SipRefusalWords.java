package io.bridgehead.client;

/** SIP refusals in words, each with what to do next. */
final class SipRefusalWords {

    private SipRefusalWords() {
    }

    /**
     * @param status the SIP status, 300 to 699; 0 for no connection at all
     * @param what what was refused, such as {@code carol@example.org} or {@code the message to bob}
     */
    static String of(int status, String what) {
        return switch (status) {
            case 401, 407 -> "The server does not accept the password, for " + what
                    + ". Check --user and the password; an operator sets a new one with"
                    + " \"bridgehead account password USER\".";
            case 403 -> "The server forbids this, for " + what
                    + ". See that --domain is the domain of your account; otherwise ask the server's operator for the right.";
            case 404 -> "The server knows no receiver for " + what
                    + ". Check the spelling and --domain; \"bridgehead account list\" shows who exists.";
            case 408 -> "The server did not answer in time about " + what
                    + ". Nothing is lost: try the same again; if it goes on, see whether the gateway is running.";
            case 413 -> "The message is too long for the server. Name fewer participants, then add the others one by one.";
            case 429, 503 -> "The server is too busy or the conference service is down. Try again in a minute.";
            case 480 -> what + " is not reachable now. Try again when they are connected.";
            case 500 -> "The server failed on this message. Try again; its operator finds the reason in its log.";
            case 513 -> "The message is too long for UDP. Use ;transport=tcp after the server's port.";
            case 0 -> "No connection to " + what
                    + ". See that the server runs and that host, port and transport are right.";
            default -> "The server refused " + what + " with SIP status " + status
                    + ". Its operator finds the message in the server's log.";
        };
    }

    /** The same, with the server's own words behind it. */
    static String of(SipFailureException failure, String what) {
        String words = of(failure.status(), what);
        String own = failure.getMessage() == null ? "" : RosterText.clean(failure.getMessage()).strip();
        return failure.unanswered() || own.isEmpty() ? words : words + " (The server says: " + own + ")";
    }

    /** How the run ends after this refusal. */
    static Outcome outcome(int status) {
        return switch (status) {
            case 401, 403, 407 -> Outcome.NOT_AUTHORISED;
            case 0, 408 -> Outcome.NO_CONNECTION;
            default -> Outcome.REFUSED;
        };
    }
}
