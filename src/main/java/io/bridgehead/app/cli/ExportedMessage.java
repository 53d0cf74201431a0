package io.bridgehead.app.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipParser;

/** A message as it is exported; the fields are described in {@code docs/message-log.md} and only ever added to. */
public final class ExportedMessage {

    private static final JsonFactory JSON = new JsonFactory();

    private ExportedMessage() {
    }

    /** One JSON object without line breaks. */
    public static String json(LoggedMessage message) {
        LogEntry entry = message.entry();
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("row", message.id());
            json.writeStringField("acceptedAt", entry.time().toString());
            json.writeStringField("hop", word(entry.hop()));
            optional(json, "operation", entry.operation());
            optional(json, "detail", entry.detail());
            optional(json, "from", entry.sender());
            optional(json, "to", entry.receiver());
            optional(json, "callId", entry.callId());
            if (entry.cseq() != null) {
                json.writeNumberField("cseq", entry.cseq());
            }
            optional(json, "messageId", entry.messageId());
            optional(json, "conference", entry.conferenceId());
            json.writeStringField("status", word(message.status()));
            optional(json, "endedAt", message.deliveredAt().map(Object::toString).orElse(null));
            if (message.responseCode().isPresent()) {
                json.writeNumberField("code", message.responseCode().get());
            }
            optional(json, "contentType", entry.contentType());
            optional(json, "body", bodyText(entry));
            json.writeBinaryField("raw", entry.raw());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("The message could not be written", e);
        }
        return line.toString();
    }

    /** A line of what is known about it and its body, indented; nothing in it moves the cursor. */
    static String text(LoggedMessage message) {
        LogEntry entry = message.entry();
        String code = message.responseCode().map(given -> " " + given).orElse("");
        String head = entry.time() + "  " + named(entry.sender()) + " -> " + named(entry.receiver()) + "  "
                + (entry.operation() == null ? "" : entry.operation() + "  ") + word(message.status()) + code;
        String body = bodyText(entry);
        String lines = body == null ? "(" + entry.raw().length + " bytes)" : body;
        return plain(head) + "\n    " + String.join("\n    ", lines.lines().map(ExportedMessage::plain).toList());
    }

    private static String named(String party) {
        return party == null ? "-" : party;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** The body if it is text in UTF-8, else {@code null}. */
    private static String bodyText(LogEntry entry) {
        try {
            byte[] body = entry.hop() == Hop.SIP ? SipParser.parse(entry.raw()).body() : entry.raw();
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException | SipParseException e) {
            return null;
        }
    }
}
