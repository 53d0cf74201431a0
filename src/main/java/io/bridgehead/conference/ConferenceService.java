package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The use cases of the core: each loads a conference, decides, and writes the decision in one call of the repository. */
public interface ConferenceService {

    /**
     * Executes a command once: the same message id of the same user gets the first answer again, marked as replay.
     *
     * @throws MessageIdReusedException if the earlier message was another command
     * @throws ConferenceException if it is refused; nothing was written then
     */
    CommandAnswer execute(ConferenceCommand command, String messageId, String user, Instant now);

    /**
     * Takes in what a bridge saw. Events of unknown conferences or legs change nothing.
     *
     * @throws ConferenceBusyException if it could not be written; offer it again
     */
    void observe(LegEvent event, Instant now);

    /**
     * Takes in that somebody has called and knows the PIN of a conference. A call that was heard of before changes nothing.
     *
     * @throws ConferenceBusyException if it could not be written; offer it again
     */
    void arrived(Arrival arrival, Instant now);

    /**
     * Does what is due: gives up ringing telephones, unconfirmed hang-ups, conferences that last too long. Call once a second.
     */
    void tick(Instant now);

    /** A bridge was restarted and may have forgotten whom to let in: it is told again. */
    void bridgeRestarted(String bridge, Instant now);

    /** The conferences that have not ended. */
    List<ActiveConference> active();

    /**
     * Settles a conference with the calls its bridge has: calls that the bridge no longer has are over, calls that were given
     * up are hung up, and what the bridge knows better is taken over.
     *
     * @param alive of each call that is up at least one {@code PROGRESS}, and then what it has come to
     * @param asked when the bridge was asked; what has changed since then is left as it is
     */
    void reconcile(String conferenceId, List<LegEvent> alive, Instant asked, Instant now);

    /** Whether a leg is still to be dialled; not so once it rang, was given up or its conference ended. */
    boolean isToBeDialled(LegId leg);

    /**
     * A bridge is broken or cannot be reached: all conferences on it end at once (Figure 10).
     *
     * @param cause why, null if unknown
     */
    void bridgeUnavailable(String bridge, Cause cause, Instant now);

    /** The bridge that a conference is or was on; empty if there is no such conference. */
    Optional<String> bridgeOf(String conferenceId);

    /** When a conference ended; empty if it goes on, or there is no such conference. */
    Optional<Instant> endedAt(String conferenceId);

    /**
     * A conference as it is now, as far as the user may see it: members see no telephone numbers.
     *
     * @throws UnknownConferenceException if there is none
     * @throws NotAllowedException if the user may not see it
     */
    ConferenceView view(String conferenceId, String user);

    /**
     * A conference as it is now, for somebody whose own command was carried out and who may see it no longer: without the
     * people in it and without how it is called.
     *
     * @throws UnknownConferenceException if there is none
     */
    ConferenceView outline(String conferenceId);

    /** Who is told what passes in a conference; nobody if there is no such conference. */
    Audience audience(String conferenceId);

    /**
     * The conferences a user may see, newest first, at most {@code limit}.
     *
     * @param activeOnly without those that have ended
     */
    List<ConferenceView> conferencesOf(String user, boolean activeOnly, int limit);
}
