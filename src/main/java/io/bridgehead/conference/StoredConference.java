package io.bridgehead.conference;

import java.util.List;

/**
 * All events of a conference in order; the version is their number.
 */
public record StoredConference(String conferenceId, List<ConferenceEvent> events) {
}
