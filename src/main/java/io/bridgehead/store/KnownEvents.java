package io.bridgehead.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.bridgehead.conference.ConferenceAppend;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;

/**
 * The events that this process has read or written of conferences that go on, so that a long conference is not read anew for
 * each change. Events are only ever added, so what is known stays true whoever adds the next; that alone is asked of the
 * database.
 */
final class KnownEvents {

    private static final int CONFERENCES = 2000;
    /** Longer ones are as rare as they are large. */
    private static final int LONGEST = 5000;

    private final Map<String, List<ConferenceEvent>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ConferenceEvent>> eldest) {
            return size() > CONFERENCES;
        }
    };

    /** The first events of a conference in order; none if nothing is known of it. */
    synchronized List<ConferenceEvent> of(String conferenceId) {
        return known.getOrDefault(conferenceId, List.of());
    }

    /** Takes in what was added; where it is not known what came before, this is not known either. */
    synchronized void learn(ConferenceAppend added) {
        List<ConferenceEvent> events = new ArrayList<>(of(added.conferenceId()));
        if (!added.active()) {
            known.remove(added.conferenceId());
        } else if (events.size() == added.expectedVersion()) {
            events.addAll(added.events());
            learn(added.conferenceId(), events);
        }
    }

    /** Takes in all events of a conference; of one that has ended nothing is asked any more. */
    synchronized void learn(String conferenceId, List<ConferenceEvent> events) {
        if (events.size() > LONGEST || events.stream().anyMatch(ConferenceEnded.class::isInstance)) {
            known.remove(conferenceId);
        } else if (events.size() > of(conferenceId).size()) {
            known.put(conferenceId, List.copyOf(events));
        }
    }
}
