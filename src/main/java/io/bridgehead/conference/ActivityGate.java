package io.bridgehead.conference;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds back signs of activity that would change nothing: people talk all the time, and each sign that is let through costs a
 * look at the conference in the store.
 */
final class ActivityGate {

    private static final int MAX_CONFERENCES = 10_000;

    private final Map<String, Instant> closed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_CONFERENCES;
        }
    };

    synchronized boolean open(String conferenceId, Instant now) {
        Instant until = closed.get(conferenceId);
        return until == null || !now.isBefore(until);
    }

    synchronized void closeUntil(String conferenceId, Instant until) {
        closed.put(conferenceId, until);
    }
}
