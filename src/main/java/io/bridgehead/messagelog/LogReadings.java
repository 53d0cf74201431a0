package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.List;

/** Who has read the message log. What is noted is durable before anything is shown. Methods block. */
public interface LogReadings {

    /**
     * A reading of the log.
     *
     * @param at when it began
     * @param reader who: an operator's name, or the account at the machine
     * @param how by what: {@code command line} or {@code http}
     * @param subject what was asked for
     * @param rows how many messages were shown; -1 while that is not known, and for ever if the reading broke off
     */
    record Reading(Instant at, String reader, String how, String subject, long rows) {

        public static final long UNKNOWN = -1;
    }

    /** Notes that a reading begins; gives its number. */
    long begin(Reading reading);

    /** Notes how many messages a reading has shown. */
    void end(long number, long rows);

    /** The newest readings first. */
    List<Reading> newest(int limit);
}
