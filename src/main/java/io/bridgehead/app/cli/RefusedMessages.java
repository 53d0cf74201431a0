package io.bridgehead.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;
import io.bridgehead.messagelog.ladder.Telephones;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapReader;

/**
 * What was refused, a line each: messages that failed with their SIP status, commands that got a fault with its code.
 *
 * @param rows in any order
 * @param full whether telephone numbers are shown whole
 */
record RefusedMessages(List<LoggedMessage> rows, boolean full) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS");

    /** @param user who sent what was refused; {@code code} a SIP status or the code of a fault */
    private record Refusal(LoggedMessage row, String user, String code, String what, String why) {
    }

    void print(PrintWriter out, boolean json) {
        Set<String> toldBySip = rows.stream().map(LoggedMessage::entry).filter(entry -> entry.hop() == Hop.SIP)
                .map(LogEntry::messageId).filter(Objects::nonNull).collect(Collectors.toSet());
        rows.stream().filter(row -> row.entry().hop() == Hop.SIP || !toldBySip.contains(row.entry().messageId()))
                .sorted(Comparator.comparingLong(LoggedMessage::id)).map(this::refusal)
                .forEach(refusal -> out.println(json ? json(refusal) : text(refusal)));
    }

    private Refusal refusal(LoggedMessage row) {
        LogEntry entry = row.entry();
        String operation = entry.operation() == null ? "message" : entry.operation();
        if (row.status() == Status.FAILED && !operation.endsWith("Fault")) {
            String to = entry.receiver() == null ? "" : "to " + entry.receiver();
            return new Refusal(row, entry.sender(), row.responseCode().map(Object::toString).orElse(""), operation, to);
        }
        SoapFault fault = fault(entry);
        return new Refusal(row, entry.receiver(), fault.code(), operation, fault.sentence());
    }

    private static SoapFault fault(LogEntry entry) {
        try {
            byte[] body = entry.hop() == Hop.SIP ? SipParser.parse(entry.raw()).body() : entry.raw();
            return SoapFault.read(SoapReader.read(body));
        } catch (SoapException | SipParseException e) {
            return new SoapFault(SoapFault.Side.SENDER, SoapFault.UNTYPED, "", "");
        }
    }

    /** Details come from messages: nothing in them moves the cursor. */
    private String text(Refusal refusal) {
        String words = refusal.user + "  " + refusal.what + "  " + shown(refusal.why);
        return String.format("%s  %-22s %s", CLOCK.format(refusal.row.entry().time().atZone(ZoneId.systemDefault())),
                refusal.code, words.replaceAll("\\p{Cntrl}", " ").stripTrailing());
    }

    private String json(Refusal refusal) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("at", refusal.row.entry().time().toString());
            json.writeStringField("code", refusal.code);
            json.writeStringField("user", refusal.user);
            json.writeStringField("what", refusal.what);
            json.writeStringField("why", shown(refusal.why));
            json.writeStringField("status", refusal.row.status().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("row", refusal.row.id());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("The list could not be written", e);
        }
        return line.toString();
    }

    private String shown(String words) {
        return full ? words : Telephones.mask(words);
    }
}
