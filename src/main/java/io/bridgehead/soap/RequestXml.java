package io.bridgehead.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
import io.bridgehead.soap.ConferenceRequest.Start;
import io.bridgehead.soap.ConferenceRequest.SteerParticipant;
import io.bridgehead.soap.ConferenceRequest.Steering;
import io.bridgehead.soap.ConferenceRequest.TransferModerator;
import io.bridgehead.soap.SoapException.Code;

/** Requests to the conference service, as body elements of {@code conference.wsdl} that its schema has allowed. */
public final class RequestXml {

    private static final int DEFAULT_LIMIT = 20;

    private RequestXml() {
    }

    /**
     * Reads a request.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if it is something else
     */
    public static ConferenceRequest read(SoapMessage message) throws SoapException {
        if (!message.operation().getNamespaceURI().equals(CommandXml.NAMESPACE)) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        XmlNode node = XmlNode.parse(message.body());
        return switch (message.operation().getLocalPart()) {
            case "createConference" -> create(node);
            case "listConferences" -> new ListConferences(
                    number(node, "limit").orElse(DEFAULT_LIMIT),
                    StatusParts.readFlag(node, "activeOnly"));
            default -> ofConference(message.operation().getLocalPart(), node, node.required("conferenceId"));
        };
    }

    private static ConferenceRequest ofConference(String operation, XmlNode node, String id) throws SoapException {
        return switch (operation) {
            case "addParticipant" -> new AddParticipant(id, person(only(node, "participant")));
            case "removeParticipant" -> new RemoveParticipant(id, node.required("participantId"));
            case "dialAgain" -> new DialAgain(id, node.required("participantId"));
            case "endConference" -> new EndConference(id);
            case "getConference" -> new GetConference(id, number(node, "offset").orElse(0), number(node, "limit"));
            case "lockConference" -> new LockConference(id, true);
            case "unlockConference" -> new LockConference(id, false);
            case "raiseHand" -> new ChangeHand(id, node.optional("participantId"), true);
            case "lowerHand" -> new ChangeHand(id, node.optional("participantId"), false);
            case "transferModerator" -> new TransferModerator(id, node.required("user"));
            case "setPolicy" -> new SetPolicy(id,
                    PolicyParts.read(node).orElseThrow(() -> new SoapException(Code.UNEXPECTED_CONTENT)));
            default -> new SteerParticipant(steering(operation), id, node.required("participantId"));
        };
    }

    private static CreateConference create(XmlNode node) throws SoapException {
        List<Person> participants = new ArrayList<>();
        for (XmlNode participant : node.children("participant")) {
            participants.add(person(participant));
        }
        Optional<Boolean> dialIn = node.child("dialIn").isPresent() ? Optional.of(node.requiredBoolean("dialIn"))
                : Optional.empty();
        return new CreateConference(node.optional("subject"), person(only(node, "initiator")), participants, start(node),
                node.optional("account"), PolicyParts.read(node), dialIn);
    }

    private static Optional<Start> start(XmlNode node) throws SoapException {
        Optional<String> word = node.optional("start");
        for (Start start : Start.values()) {
            if (word.isPresent() && start.word().equals(word.get())) {
                return Optional.of(start);
            }
        }
        if (word.isPresent()) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        return Optional.empty();
    }

    private static Steering steering(String operation) throws SoapException {
        for (Steering steering : Steering.values()) {
            if (steering.operation().equals(operation)) {
                return steering;
            }
        }
        throw new SoapException(Code.UNEXPECTED_CONTENT);
    }

    private static Optional<Integer> number(XmlNode node, String name) throws SoapException {
        return node.child(name).isPresent() ? Optional.of(node.requiredInt(name)) : Optional.empty();
    }

    private static XmlNode only(XmlNode node, String name) throws SoapException {
        return node.child(name).orElseThrow(() -> new SoapException(Code.UNEXPECTED_CONTENT));
    }

    private static Person person(XmlNode node) throws SoapException {
        return new Person(node.optional("name"), node.required("address"), node.optional("user"));
    }
}
