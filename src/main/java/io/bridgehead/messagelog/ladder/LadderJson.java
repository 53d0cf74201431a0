package io.bridgehead.messagelog.ladder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;

/**
 * A ladder for programs: one JSON object a line, such as
 * {@code {"op":"402","at":"2026-01-31T12:00:00.123Z","from":"client","to":"im-server","words":"createConference","row":1}}.
 * A step that the figures do not number has no {@code op}; {@code code} is there once the receiver has answered.
 *
 * @param full whether telephone numbers are shown whole
 */
public record LadderJson(boolean full) {

    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** Writes all steps; does not close the writer. */
    public void print(Ladder ladder, Writer out) {
        try {
            for (Step step : ladder.steps()) {
                print(step, out);
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The ladder could not be written", e);
        }
    }

    private void print(Step step, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            if (!step.op().isEmpty()) {
                json.writeStringField("op", step.op());
            }
            json.writeStringField("at", step.at().toString());
            json.writeStringField("from", step.from().label());
            json.writeStringField("to", step.to().label());
            json.writeStringField("words", full ? step.words() : Telephones.mask(step.words()));
            if (step.code().isPresent()) {
                json.writeNumberField("code", step.code().get());
            }
            json.writeNumberField("row", step.row());
            json.writeEndObject();
        }
    }
}
