package io.bridgehead.client;

import java.util.List;
import java.util.Optional;

import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.PolicyParts;

/** Writes commands and reads what comes back; all SOAP that the client speaks is behind this. */
interface ConferenceMessages {

    /** The media type of a SOAP 1.2 envelope. */
    String CONTENT_TYPE = "application/soap+xml";

    Command create(String subject, Address owner, List<Address> others, StartWishes wishes);

    Command add(String conference, Address participant);

    Command remove(String conference, StatusUpdate.Participant participant);

    Command dialAgain(String conference, StatusUpdate.Participant participant);

    Command steer(ConferenceRequest.Steering steering, String conference, StatusUpdate.Participant participant);

    Command lock(String conference, boolean locked);

    /** @param participant empty: one's own hand */
    Command hand(String conference, Optional<StatusUpdate.Participant> participant, boolean raised);

    /** @param user {@code user@domain} */
    Command moderator(String conference, String user);

    Command policy(String conference, PolicyParts policy);

    Command end(String conference);

    /** Asks for a conference, and for one part of its roster if that is large. */
    Command get(String conference, RosterPage part);

    /** Asks for a conference. */
    default Command get(String conference) {
        return get(conference, RosterPage.FIRST);
    }

    /** Never fails: what cannot be read says why. */
    Reading read(SipLine.Incoming message);
}
