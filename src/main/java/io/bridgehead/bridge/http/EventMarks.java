package io.bridgehead.bridge.http;

import java.util.Optional;

/** How far the events of each bridge were taken, written down so that none is missed over a restart. */
public interface EventMarks {

    /**
     * Up to here nothing is missing.
     *
     * @param epoch as in {@link EventBatch}
     * @param number of the last event before the first that is missing or yet to come
     */
    record Mark(String epoch, long number) {
    }

    /** Writes nothing down. */
    EventMarks NONE = new EventMarks() {
        @Override
        public Optional<Mark> find(String bridge) {
            return Optional.empty();
        }

        @Override
        public void note(String bridge, Mark mark) {
            // nobody will ask
        }
    };

    /** What was noted last of a bridge; blocks. */
    Optional<Mark> find(String bridge);

    /** Not durable at once: a mark that is lost costs that some events are taken twice. */
    void note(String bridge, Mark mark);
}
