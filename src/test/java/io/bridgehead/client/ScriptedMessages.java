package io.bridgehead.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.PolicyParts;

/** Messages whose reading a test decides, without any XML. */
final class ScriptedMessages implements ConferenceMessages {

    private final Map<SipLine.Incoming, Reading> readings = new HashMap<>();
    private int count;

    SipLine.Incoming incoming(Reading reading) {
        SipLine.Incoming message = new SipLine.Incoming("sip:conference@example.org", CONTENT_TYPE, new byte[0]);
        readings.put(message, reading);
        return message;
    }

    @Override
    public Command create(String subject, Address owner, List<Address> others, StartWishes wishes) {
        return command("createConference", "create " + owner.name());
    }

    @Override
    public Command add(String conference, Address participant) {
        return command("addParticipant", "add " + participant.name() + " " + participant.uri());
    }

    @Override
    public Command remove(String conference, StatusUpdate.Participant participant) {
        return command("removeParticipant", "remove " + participant.id());
    }

    @Override
    public Command dialAgain(String conference, StatusUpdate.Participant participant) {
        return command("dialAgain", "again " + participant.id());
    }

    @Override
    public Command steer(ConferenceRequest.Steering steering, String conference, StatusUpdate.Participant participant) {
        return command(steering.operation(), steering + " " + participant.id());
    }

    @Override
    public Command lock(String conference, boolean locked) {
        return command("lockConference", "lock " + locked);
    }

    @Override
    public Command hand(String conference, Optional<StatusUpdate.Participant> participant, boolean raised) {
        return command(raised ? "raiseHand" : "lowerHand",
                "hand " + raised + participant.map(row -> " " + row.id()).orElse(""));
    }

    @Override
    public Command moderator(String conference, String user) {
        return command("transferModerator", "moderator " + user);
    }

    @Override
    public Command policy(String conference, PolicyParts policy) {
        return command("setPolicy", "policy " + policy.alone().orElse(-1));
    }

    @Override
    public Command end(String conference) {
        return command("endConference", "end");
    }

    @Override
    public Command get(String conference, RosterPage part) {
        return new Command("m" + ++count, "getConference", "get" + (part.offset() > 0 ? " from " + part.offset() : ""),
                new byte[0], part);
    }

    @Override
    public Reading read(SipLine.Incoming message) {
        return readings.get(message);
    }

    private Command command(String operation, String words) {
        return new Command("m" + ++count, operation, words, new byte[0]);
    }
}
