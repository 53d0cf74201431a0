package io.bridgehead.messagelog.ladder;

import java.util.LinkedHashSet;
import java.util.Set;

/** The few elements that matter, found by their names at any depth below the body's child. */
final class PayloadReading {

    private static final int MAX_TEXT = 256;
    private static final Set<String> FATAL = Set.of("bridge-unavailable", "ended-by-bridge");

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean body;
    private boolean inParticipant;
    private String operation;
    private String messageId;
    private String relatesTo;
    private String conferenceId;
    private String participant;
    private String conferenceState;
    private String end;
    private final Set<String> words = new LinkedHashSet<>();

    void start(String name) {
        depth++;
        text.setLength(0);
        if (depth == 2) {
            body = name.equals("Body");
        } else if (depth == 3 && body && operation == null) {
            operation = name;
        } else if (depth == 4 && body) {
            inParticipant = name.equals("participant");
        }
    }

    void text(String part) {
        if (text.length() < MAX_TEXT) {
            text.append(part, 0, Math.min(part.length(), MAX_TEXT));
        }
    }

    void end(String name) {
        String value = text.toString().strip();
        text.setLength(0);
        if (!body && depth == 3) {
            header(name, value);
        } else if (body && depth == 4) {
            top(name, value);
        } else if (body && depth == 5) {
            inner(name, value);
        }
        depth--;
    }

    private void header(String name, String value) {
        if (name.equals("MessageID")) {
            messageId = value;
        } else if (name.equals("RelatesTo")) {
            relatesTo = value;
        }
    }

    private void top(String name, String value) {
        switch (name) {
            case "conferenceId" -> conferenceId = value;
            case "participantId" -> participant = value;
            case "conferenceState" -> conferenceState = value;
            case "endReason" -> end = value;
            default -> {
                // Subject, text and the like are nobody's business here.
            }
        }
    }

    private void inner(String name, String value) {
        if (inParticipant && "reportStatus".equals(operation)) {
            switch (name) {
                case "id" -> participant = value;
                case "role" -> words.add(value.equals("initiator") ? value : "");
                case "state", "disconnectionMethod", "outcome" -> words.add(value);
                default -> {
                    // Names and addresses stay in the payload.
                }
            }
        }
    }

    Payload result() {
        if (operation == null) {
            return Payload.NOTHING;
        }
        if (participant == null && "ended".equals(conferenceState)) {
            words.add("ended");
            words.add(end != null && FATAL.contains(end) ? "fatal" : "");
            words.add(end == null ? "" : end);
        }
        words.remove("");
        String detail = ((participant == null ? "" : participant + " ") + String.join(" ", words)).strip();
        return new Payload(operation, detail.isEmpty() ? null : detail, Payload.or(relatesTo, messageId),
                conferenceId);
    }
}
