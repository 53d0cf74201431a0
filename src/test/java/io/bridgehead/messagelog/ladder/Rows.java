package io.bridgehead.messagelog.ladder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

/** Hand-made rows of one conference, in the order they are added, a tenth of a second apart. */
final class Rows {

    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final List<LoggedMessage> rows = new ArrayList<>();

    Rows sip(String operation, String detail, String messageId) {
        return sip(operation, detail, messageId, Status.DELIVERED, 200);
    }

    Rows sip(String operation, String detail, String messageId, Status status, Integer code) {
        LogEntry entry = LogEntry.sip("a@example.org", "b@example.org", "c" + rows.size(), 1, new byte[0])
                .withMessageId(messageId);
        return add(entry, operation, detail, status, code);
    }

    Rows add(Hop hop, String operation, String detail, String messageId) {
        LogEntry entry = LogEntry.of(hop, operation, new byte[0]).withMessageId(messageId);
        return add(entry, operation, detail, Status.ACCEPTED, null);
    }

    /** A command on its way from the client to the conference web service. */
    Rows command(String operation, String detail, String messageId) {
        return sip(operation, detail, messageId).add(Hop.WEBSERVICE_REQUEST, operation, detail, messageId);
    }

    /** Its answer on the way back. */
    Rows answer(String operation, String messageId) {
        return add(Hop.WEBSERVICE_ANSWER, operation, null, messageId).sip(operation, null, messageId);
    }

    Rows bridge(String command, String detail) {
        return add(Hop.BRIDGE_COMMAND, command, detail, null);
    }

    /** What the bridge reports, and the status made of it on its way to the client. */
    Rows event(String event, String participant, String status) {
        return add(Hop.BRIDGE_EVENT, event, participant, null).report(participant + " " + status);
    }

    Rows report(String detail) {
        return add(Hop.WEBSERVICE_REQUEST, "reportStatus", detail, null).sip("reportStatus", detail, null);
    }

    private Rows add(LogEntry entry, String operation, String detail, Status status, Integer code) {
        Instant time = START.plusMillis(rows.size() * 100L);
        rows.add(new LoggedMessage(rows.size() + 1, entry.withOperation(operation, detail).withTime(time), status,
                status == Status.ACCEPTED ? Optional.empty() : Optional.of(time.plusMillis(20)),
                Optional.ofNullable(code)));
        return this;
    }

    Ladder ladder() {
        return Ladder.of(rows);
    }

    List<LoggedMessage> list() {
        return List.copyOf(rows);
    }

    /** Carol's conference with her in the call. */
    static Rows running() {
        return new Rows().command("createConference", null, "m1").bridge("dial", "p1 initiator")
                .answer("createConferenceResponse", "m1").event("ringing", "p1", "alerting")
                .event("answered", "p1", "connected");
    }

    /** The same with Bob. */
    static Rows withBob() {
        return running().command("addParticipant", "p2", "m2").bridge("dial", "p2")
                .answer("addParticipantResponse", "m2").event("ringing", "p2", "alerting")
                .event("answered", "p2", "connected");
    }
}
