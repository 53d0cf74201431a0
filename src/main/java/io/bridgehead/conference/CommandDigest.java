package io.bridgehead.conference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceCommand.TransferModerator;

/** Tells whether two commands are the same, without keeping what they say: numbers and names are personal. */
final class CommandDigest {

    private final MessageDigest digest;

    private CommandDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** SHA-256 of all a command says, in hexadecimal digits. */
    static String of(ConferenceCommand command) {
        CommandDigest all = new CommandDigest().add(command.getClass().getSimpleName(), command.conferenceId());
        if (command instanceof CreateConference c) {
            all.add(c.subject(), c.account(), c.startPolicy(), c.ending(), c.dialIn()).add(c.initiator());
            c.participants().forEach(all::add);
        } else if (command instanceof AddParticipant c) {
            all.add(c.participant());
        } else if (command instanceof DialAgain c) {
            all.add(c.participantId());
        } else if (command instanceof RemoveParticipant c) {
            all.add(c.participantId());
        } else if (command instanceof SteerParticipant c) {
            all.add(c.participantId(), c.steering());
        } else if (command instanceof LockConference c) {
            all.add(c.locked());
        } else if (command instanceof ChangeHand c) {
            all.add(c.participantId(), c.raised());
        } else if (command instanceof TransferModerator c) {
            all.add(c.user());
        } else if (command instanceof SetPolicy c) {
            all.add(c.ending());
        }
        return HexFormat.of().formatHex(all.digest.digest());
    }

    private CommandDigest add(Invitee invitee) {
        return invitee == null ? add((Object) null) : add(invitee.name(), invitee.address(), invitee.user());
    }

    /** Each part ends where it says, so that no two lists of parts look alike. */
    private CommandDigest add(Object... parts) {
        for (Object part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(((part == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return this;
    }
}
