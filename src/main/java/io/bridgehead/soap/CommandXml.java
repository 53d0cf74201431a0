package io.bridgehead.soap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.namespace.QName;

import io.bridgehead.soap.ConferenceRequest.AddParticipant;
import io.bridgehead.soap.ConferenceRequest.ChangeHand;
import io.bridgehead.soap.ConferenceRequest.CreateConference;
import io.bridgehead.soap.ConferenceRequest.DialAgain;
import io.bridgehead.soap.ConferenceRequest.EndConference;
import io.bridgehead.soap.ConferenceRequest.GetConference;
import io.bridgehead.soap.ConferenceRequest.ListConferences;
import io.bridgehead.soap.ConferenceRequest.LockConference;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.ConferenceRequest.RemoveParticipant;
import io.bridgehead.soap.ConferenceRequest.SetPolicy;
import io.bridgehead.soap.ConferenceRequest.SteerParticipant;
import io.bridgehead.soap.ConferenceRequest.TransferModerator;
import io.bridgehead.soap.SoapException.Code;

/** Requests to the conference service and its answers, as body elements of {@code conference.wsdl}. */
public final class CommandXml {

    /** The target namespace of {@code conference.wsdl}. */
    public static final String NAMESPACE = "urn:bridgehead:conference:1";

    private static final String RESPONSE = "Response";

    private CommandXml() {
    }

    /** The body element of a request. */
    public static byte[] write(ConferenceRequest request) {
        XmlWriter xml = new XmlWriter(NAMESPACE, request.operation());
        if (request instanceof CreateConference create) {
            xml.element("subject", create.subject());
            person(xml, "initiator", create.initiator());
            create.participants().forEach(p -> person(xml, "participant", p));
            xml.element("start", create.start().map(ConferenceRequest.Start::word)).element("account", create.account());
            create.policy().ifPresent(policy -> policy.write(xml));
            create.dialIn().ifPresent(dialIn -> xml.element("dialIn", dialIn.booleanValue()));
        } else if (request instanceof AddParticipant add) {
            xml.element("conferenceId", add.conferenceId());
            person(xml, "participant", add.participant());
        } else if (request instanceof RemoveParticipant remove) {
            xml.element("conferenceId", remove.conferenceId()).element("participantId", remove.participantId());
        } else if (request instanceof DialAgain again) {
            xml.element("conferenceId", again.conferenceId()).element("participantId", again.participantId());
        } else if (request instanceof SteerParticipant steer) {
            xml.element("conferenceId", steer.conferenceId()).element("participantId", steer.participantId());
        } else if (request instanceof ChangeHand hand) {
            xml.element("conferenceId", hand.conferenceId()).element("participantId", hand.participantId());
        } else if (request instanceof TransferModerator transfer) {
            xml.element("conferenceId", transfer.conferenceId()).element("user", transfer.user());
        } else if (request instanceof SetPolicy set) {
            xml.element("conferenceId", set.conferenceId());
            set.policy().write(xml);
        } else if (request instanceof LockConference lock) {
            xml.element("conferenceId", lock.conferenceId());
        } else if (request instanceof ListConferences list) {
            xml.element("limit", list.limit());
            StatusParts.flag(xml, "activeOnly", list.activeOnly());
        } else if (request instanceof EndConference end) {
            xml.element("conferenceId", end.conferenceId());
        } else if (request instanceof GetConference get) {
            xml.element("conferenceId", get.conferenceId()).element("offset",
                    Optional.of(get.offset()).filter(offset -> offset > 0));
        }
        return xml.bytes();
    }

    /** The body element of an answer. */
    public static byte[] write(ConferenceAnswer answer) {
        XmlWriter xml = new XmlWriter(NAMESPACE, answer.operation() + RESPONSE)
                .element("conferenceId", answer.conferenceId()).element("version", answer.version())
                .element("statusNumber", answer.statusNumber()).element("state", answer.state())
                .element("replay", answer.replay());
        StatusParts.flag(xml, "locked", answer.locked());
        xml.element("moderator", answer.moderator()).element("owner", answer.owner());
        answer.policy().ifPresent(policy -> policy.write(xml));
        xml.element("subject", answer.subject());
        answer.dialIn().ifPresent(d -> xml.start("dialIn").element("number", d.number()).element("address", d.address())
                .element("pin", d.pin()).end());
        xml.element("text", answer.text());
        StatusParts.writeEnd(xml, answer.end());
        answer.concerned().forEach(id -> xml.element("concerned", id));
        xml.element("participantCount", answer.participantCount());
        answer.participants().forEach(p -> StatusParts.writeParticipant(xml, p));
        return xml.bytes();
    }

    /** Whether a message is an answer of the conference service, for {@link #readAnswer}. */
    public static boolean isAnswer(SoapMessage message) {
        QName name = message.operation();
        return name.getNamespaceURI().equals(NAMESPACE) && name.getLocalPart().endsWith(RESPONSE);
    }

    /**
     * Reads an answer.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if it is something else, as a fault
     */
    public static ConferenceAnswer readAnswer(SoapMessage message) throws SoapException {
        if (!isAnswer(message)) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        String name = message.operation().getLocalPart();
        XmlNode node = XmlNode.parse(message.body());
        return new ConferenceAnswer(name.substring(0, name.length() - RESPONSE.length()), node.required("conferenceId"),
                node.requiredLong("version"), node.requiredLong("statusNumber"), node.required("state"),
                node.requiredBoolean("replay"), StatusParts.readFlag(node, "locked"), node.optional("moderator"),
                node.optional("owner"), PolicyParts.read(node), node.optional("subject"), readDialIn(node),
                node.required("text"),
                StatusParts.readEnd(node), node.children("concerned").stream().map(XmlNode::text).toList(),
                count(node), StatusParts.readParticipants(node));
    }

    private static Optional<Integer> count(XmlNode answer) throws SoapException {
        return answer.child("participantCount").isPresent() ? Optional.of(answer.requiredInt("participantCount"))
                : Optional.empty();
    }

    private static Optional<ReportedDialIn> readDialIn(XmlNode answer) throws SoapException {
        Optional<XmlNode> node = answer.child("dialIn");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportedDialIn(node.get().optional("number"), node.get().optional("address"),
                node.get().required("pin")));
    }

    /** Whether a message is a list of conferences, for {@link #readList}. */
    public static boolean isList(SoapMessage message) {
        return message.operation().equals(new QName(NAMESPACE, "listConferences" + RESPONSE));
    }

    /**
     * Reads a list of conferences.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if it is something else
     */
    public static List<ConferenceSummary> readList(SoapMessage message) throws SoapException {
        if (!isList(message)) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        List<ConferenceSummary> conferences = new ArrayList<>();
        for (XmlNode node : XmlNode.parse(message.body()).children("conference")) {
            Optional<Instant> endedAt = node.child("endedAt").isPresent() ? Optional.of(node.requiredTime("endedAt"))
                    : Optional.empty();
            conferences.add(new ConferenceSummary(node.required("conferenceId"), node.required("state"),
                    node.optional("subject"), node.requiredInt("participants"), node.requiredInt("inCall"),
                    node.requiredTime("createdAt"), endedAt));
        }
        return conferences;
    }

    private static void person(XmlWriter xml, String role, Person person) {
        xml.start(role).element("name", person.name()).element("address", person.address())
                .element("user", person.user()).end();
    }
}
