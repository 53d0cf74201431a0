package io.bridgehead.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.PolicyParts;
import io.bridgehead.soap.ReportedEnd;
import io.bridgehead.soap.ReportedParticipant;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;
import io.bridgehead.soap.StatusXml;
import io.bridgehead.soap.TalkXml;

/** The client's messages as SOAP 1.2. SOAP is believed only when the gateway sent it: anybody may send us messages. */
final class SoapMessages implements ConferenceMessages {

    /** Q.850: somebody hung up. */
    private static final int NORMAL_CLEARING = 16;

    private final String gateway;

    /** @param gateway the gateway's address of record, such as {@code sip:conference@example.org} */
    SoapMessages(String gateway) {
        this.gateway = gateway;
    }

    @Override
    public Command create(String subject, Address owner, List<Address> others, StartWishes wishes) {
        Optional<String> about = Optional.of(subject).filter(text -> !text.isBlank());
        Optional<ConferenceRequest.Start> start = wishes.eager() ? Optional.of(ConferenceRequest.Start.ALL_AT_ONCE)
                : Optional.empty();
        return command("the conference", new ConferenceRequest.CreateConference(about, person(owner),
                others.stream().map(SoapMessages::person).toList(), start, wishes.account(), wishes.policy(), wishes.dialIn()));
    }

    @Override
    public Command add(String conference, Address participant) {
        return command("adding " + participant.name(),
                new ConferenceRequest.AddParticipant(conference, person(participant)));
    }

    @Override
    public Command remove(String conference, StatusUpdate.Participant participant) {
        return command("removing " + RosterText.clean(participant.name()),
                new ConferenceRequest.RemoveParticipant(conference, participant.id()));
    }

    @Override
    public Command dialAgain(String conference, StatusUpdate.Participant participant) {
        return command("calling " + RosterText.clean(participant.name()) + " again",
                new ConferenceRequest.DialAgain(conference, participant.id()));
    }

    @Override
    public Command steer(ConferenceRequest.Steering steering, String conference, StatusUpdate.Participant participant) {
        String words = switch (steering) {
            case MUTE -> "muting ";
            case UNMUTE -> "unmuting ";
            case HOLD -> "holding ";
            case RESUME -> "resuming ";
        };
        return command(words + RosterText.clean(participant.name()),
                new ConferenceRequest.SteerParticipant(steering, conference, participant.id()));
    }

    @Override
    public Command lock(String conference, boolean locked) {
        return command(locked ? "locking the conference" : "unlocking the conference",
                new ConferenceRequest.LockConference(conference, locked));
    }

    @Override
    public Command hand(String conference, Optional<StatusUpdate.Participant> participant, boolean raised) {
        String whose = participant.map(row -> "the hand of " + RosterText.clean(row.name())).orElse("your hand");
        return command((raised ? "raising " : "lowering ") + whose,
                new ConferenceRequest.ChangeHand(conference, participant.map(StatusUpdate.Participant::id), raised));
    }

    @Override
    public Command moderator(String conference, String user) {
        return command("making " + user + " the moderator", new ConferenceRequest.TransferModerator(conference, user));
    }

    @Override
    public Command policy(String conference, PolicyParts policy) {
        return command("changing the policy", new ConferenceRequest.SetPolicy(conference, policy));
    }

    Command list(int limit) {
        return command("the list of conferences", new ConferenceRequest.ListConferences(limit, false));
    }

    @Override
    public Command end(String conference) {
        return command("ending the conference", new ConferenceRequest.EndConference(conference));
    }

    @Override
    public Command get(String conference, RosterPage part) {
        Command question = command("asking for the roster", new ConferenceRequest.GetConference(conference, part.offset()));
        return new Command(question.messageId(), question.operation(), question.words(), question.body(), part);
    }

    private static Command command(String words, ConferenceRequest request) {
        String messageId = "urn:uuid:" + UUID.randomUUID();
        return new Command(messageId, request.operation(), words, SoapWriter.request(messageId, request));
    }

    private static Person person(Address address) {
        return new Person(address.name(), address.uri());
    }

    @Override
    public Reading read(SipLine.Incoming message) {
        if (message.contentType().startsWith("text/plain")) {
            return text(message);
        }
        if (!message.from().equalsIgnoreCase(gateway)) {
            return new Reading.Unreadable(message.from(),
                    "only " + gateway + " tells about conferences" + sameOf(message.from()));
        }
        try {
            return soap(SoapReader.read(message.body()));
        } catch (SoapException e) {
            return new Reading.Unreadable(message.from(), e.getMessage());
        }
    }

    /** A server that is called by another name than its domain's answers from its domain. */
    private String sameOf(String sender) {
        int at = sender.indexOf('@');
        String domain = sender.substring(at + 1);
        return at > 0 && gateway.regionMatches(true, 0, sender, 0, at + 1)
                ? "; if " + domain + " is your domain, say --domain " + domain
                : "";
    }

    private static Reading text(SipLine.Incoming message) {
        try {
            String words = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
            return new Reading.Text(message.from(), words);
        } catch (CharacterCodingException e) {
            return new Reading.Unreadable(message.from(), "its text is not UTF-8");
        }
    }

    private static Reading soap(SoapMessage message) throws SoapException {
        if (message.isFault()) {
            SoapFault fault = SoapFault.read(message);
            return new Reading.Fault(message.relatesTo().orElse(""), fault.code(), fault.sentence(), fault.whatToDo());
        }
        if (StatusXml.isReport(message)) {
            return new Reading.Status(status(StatusXml.read(message)));
        }
        if (TalkXml.isReport(message)) {
            return new Reading.Talking(TalkXml.read(message));
        }
        if (CommandXml.isList(message)) {
            return new Reading.Listed(message.relatesTo().orElse(""), CommandXml.readList(message));
        }
        ConferenceAnswer answer = CommandXml.readAnswer(message);
        return new Reading.Answer(message.relatesTo().orElse(""), answer.replay(), answer.text(), snapshot(answer),
                answer.dialIn());
    }

    private static StatusUpdate status(StatusReport report) {
        if (report.participant().isPresent()) {
            return participant(report.conferenceId(), report.version(), report.number(), report.time(), report.text(),
                    report.participant().get());
        }
        return new StatusUpdate.Conference(report.conferenceId(), report.version(), report.number(), report.time(),
                report.text(), report.conferenceState().equals("ended"), reason(report.end()), why(report.end()),
                report.roster().stream().map(row -> participant(report.conferenceId(), report.version(), report.number(),
                        row.since(), "", row)).toList());
    }

    private static StatusUpdate.Snapshot snapshot(ConferenceAnswer answer) {
        Instant now = Instant.now();
        StatusUpdate.Conference state = new StatusUpdate.Conference(answer.conferenceId(), answer.version(),
                answer.statusNumber(), now, answer.text(), answer.state().equals("ended"), reason(answer.end()),
                why(answer.end()),
                List.of());
        List<StatusUpdate.Participant> rows = answer.participants().stream().map(row -> participant(
                answer.conferenceId(), answer.version(), answer.statusNumber(), row.since(), "", row)).toList();
        return new StatusUpdate.Snapshot(answer.conferenceId(), answer.version(), answer.statusNumber(), now,
                answer.text(), state, rows, answer.participantCount().orElse(rows.size()),
                Stream.of(answer.owner(), answer.moderator()).flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private static StatusUpdate.Participant participant(String conference, long version, long number, Instant at,
            String words, ReportedParticipant row) {
        return new StatusUpdate.Participant(conference, version, number, at, words, row.id(),
                row.name().orElseGet(() -> Address.shortName(row.address().orElse(row.id()))), row.address().orElse(""),
                row.role().equals("initiator"), row.state(), row.disconnectionMethod().orElse(""),
                row.outcome().orElse(""), cause(row), row.user().orElse(""), row.hand());
    }

    /** Not of whoever hung up as people do, and not our own reason once more. */
    private static String cause(ReportedParticipant row) {
        return row.cause().filter(cause -> !cause.source().equals("q850") || cause.code() != NORMAL_CLEARING).map(cause -> {
            String text = cause.text().orElse("");
            String code = cause.code() == 0 ? "" : (cause.source().equals("q850") ? "Q.850 " : "") + cause.code() + " ";
            return (code + text).strip();
        }).filter(words -> !row.outcome().equals(Optional.of(words))).orElse("");
    }

    private static String why(Optional<ReportedEnd> end) {
        return end.flatMap(ReportedEnd::text).orElse("");
    }

    private static String reason(Optional<ReportedEnd> end) {
        return end.map(ReportedEnd::reason).orElse("");
    }
}
