package io.bridgehead.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.ReportedDialIn;

/** One JSON object a line, each with a {@code type}; the last one is {@code end}. */
final class JsonDisplay implements Display {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Screen screen;

    JsonDisplay(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void note(String text) {
        show(object("note", "text", text));
    }

    @Override
    public void chat(String from, String words) {
        show(object("message", "from", from, "text", words));
    }

    @Override
    public void told(Reading.Answer answer, Roster roster) {
        answered("getConference", answer);
    }

    @Override
    public void answered(Command command, Reading.Answer answer) {
        answered(command.operation(), answer);
    }

    private void answered(String operation, Reading.Answer answer) {
        Map<String, Object> shown = object("answer", "operation", operation, "text", answer.words(), "replay",
                answer.replay());
        shown.putAll(head(answer.conference()));
        if (!answer.conference().whole()) {
            shown.put("participantCount", answer.conference().participantCount());
        }
        shown.put("participants", answer.conference().participants().stream().map(JsonDisplay::row).toList());
        answer.dialIn().ifPresent(dialIn -> shown.put("dialIn", dialIn(dialIn)));
        show(shown);
    }

    @Override
    public void underWay(Command command, Reading.Answer answer, Roster roster) {
        answered(command, answer);
    }

    @Override
    public void changed(StatusUpdate update, Roster roster) {
        Map<String, Object> status = object("status", "text", update.words());
        status.putAll(head(update));
        status.put("time", update.at().toString());
        if (update instanceof StatusUpdate.Participant participant) {
            status.put("participant", row(participant));
        } else if (update instanceof StatusUpdate.Conference conference) {
            status.put("ended", conference.ended());
            status.put("reason", conference.cause());
            if (!conference.participants().isEmpty()) {
                status.put("participants", conference.participants().stream().map(JsonDisplay::row).toList());
            }
        } else if (update instanceof StatusUpdate.Snapshot) {
            // It follows as an answer, or asks nobody: the roster is in there.
            return;
        }
        show(status);
    }

    @Override
    public void talking(Roster roster) {
        show(object("talking", "conference", roster.conference(), "participants", roster.rows().stream()
                .filter(roster::speaks).map(StatusUpdate.Participant::id).toList()));
    }

    @Override
    public void table(Roster roster) {
        show(object("roster", "conference", roster.conference(), "participants",
                roster.rows().stream().map(JsonDisplay::row).toList()));
    }

    @Override
    public void list(List<ConferenceSummary> conferences) {
        conferences.forEach(c -> show(object("conference", "conference", c.conferenceId(), "state", c.state(), "subject",
                c.subject().orElse(""), "participants", c.participants(), "inCall", c.inCall(), "createdAt",
                c.createdAt().toString(), "endedAt", c.endedAt().map(Object::toString).orElse(""))));
    }

    @Override
    public void refused(String what, String operation, Reading.Fault fault) {
        show(object("refused", "operation", operation, "code", fault.code(), "sentence", fault.sentence(), "whatToDo",
                fault.whatToDo()));
    }

    @Override
    public void end(Outcome outcome, String conference, String reason, String text) {
        show(object("end", "outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), "exit", outcome.code(),
                "conference", conference, "reason", reason, "text", text));
    }

    private static Map<String, Object> head(StatusUpdate update) {
        return Map.of("conference", update.conference(), "version", update.version(), "number", update.number());
    }

    private static Map<String, Object> row(StatusUpdate.Participant row) {
        Map<String, Object> participant = object("participant", "id", row.id(), "name", row.name(), "address", row.uri(),
                "user", row.user(), "initiator", row.initiator(), "state", row.state(), "method", row.method(), "outcome",
                row.outcome(), "cause", row.cause(), "hand", row.hand());
        participant.remove("type");
        return participant;
    }

    private static Map<String, Object> dialIn(ReportedDialIn dialIn) {
        return Map.of("number", dialIn.number().orElse(""), "address", dialIn.address().orElse(""), "pin", dialIn.pin());
    }

    private static Map<String, Object> object(String type, Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", type);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private void show(Map<String, Object> object) {
        try {
            screen.show(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", e);
        }
    }
}
