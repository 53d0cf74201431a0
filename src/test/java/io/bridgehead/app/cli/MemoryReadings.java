package io.bridgehead.app.cli;

import java.util.ArrayList;
import java.util.List;

import io.bridgehead.messagelog.LogReadings;

/** Readings that are forgotten with the test; the newest is first in the list. */
final class MemoryReadings implements LogReadings {

    private final List<Reading> readings = new ArrayList<>();

    @Override
    public long begin(Reading reading) {
        readings.add(0, reading);
        return readings.size();
    }

    @Override
    public void end(long number, long rows) {
        int index = (int) (readings.size() - number);
        Reading begun = readings.get(index);
        readings.set(index, new Reading(begun.at(), begun.reader(), begun.how(), begun.subject(), rows));
    }

    @Override
    public List<Reading> newest(int limit) {
        return readings.stream().limit(limit).toList();
    }
}
