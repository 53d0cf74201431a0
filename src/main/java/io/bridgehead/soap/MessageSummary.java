package io.bridgehead.soap;

import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a log of messages is searched by and drawn from: the operation, what tells it from others of its name, the conference,
 * and the MessageID of the command it belongs to.
 *
 * @param operation the body's element
 * @param detail words divided by blanks: the participant's id, its state and method; {@code ended}, {@code fatal}; empty if
 *        there is nothing to say
 * @param conferenceId empty where the message names none, as in a command to create one
 * @param commandId MessageID of a command or report, of the command that an answer relates to
 */
public record MessageSummary(String operation, String detail, Optional<String> conferenceId, Optional<String> commandId) {

    private static final Set<String> FATAL = Set.of("bridge-unavailable", "ended-by-bridge");

    /** Reads as much as is there; a message of another service has an operation and nothing else. */
    public static MessageSummary of(SoapMessage message) {
        String operation = message.operation().getLocalPart();
        try {
            if (StatusXml.isReport(message)) {
                StatusReport report = StatusXml.read(message);
                return new MessageSummary(operation, detail(report), Optional.of(report.conferenceId()), message.messageId());
            }
            Optional<String> command = message.relatesTo().or(message::messageId);
            if (message.isFault() || !message.operation().getNamespaceURI().equals(CommandXml.NAMESPACE)) {
                return new MessageSummary(operation, "", Optional.empty(), command);
            }
            XmlNode body = XmlNode.parse(message.body());
            return new MessageSummary(operation, body.optional("participantId").orElse(""), body.optional("conferenceId"),
                    command);
        } catch (SoapException e) {
            // Whoever the message is for will refuse it.
            return new MessageSummary(operation, "", Optional.empty(), message.messageId());
        }
    }

    private static String detail(StatusReport report) {
        StringJoiner words = new StringJoiner(" ");
        report.participant().ifPresent(participant -> {
            words.add(participant.id()).add(participant.state());
            participant.disconnectionMethod().ifPresent(words::add);
            participant.outcome().ifPresent(words::add);
            if (participant.role().equals("initiator")) {
                words.add("initiator");
            }
        });
        if (report.isEnd()) {
            words.add("ended");
        }
        report.end().filter(end -> FATAL.contains(end.reason())).ifPresent(end -> words.add("fatal"));
        return words.toString();
    }
}
