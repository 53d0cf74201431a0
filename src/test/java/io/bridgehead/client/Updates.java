package io.bridgehead.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Statuses of one conference, for tests. */
final class Updates {

    static final String ID = "c1";
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Updates() {
    }

    static StatusUpdate.Participant row(long version, String id, String state) {
        return row(version, id, state, "");
    }

    static StatusUpdate.Participant row(long version, String id, String state, String method) {
        String name = switch (id) {
            case "p1", "p9" -> "Carol";
            case "p2" -> "Bob";
            default -> "Alice";
        };
        return new StatusUpdate.Participant(ID, version, version, NOON, "", id, name, "sip:" + name + "@example.org",
                id.equals("p1"), state, method, "", "",
                name.toLowerCase(Locale.ROOT) + "@example.org", false);
    }

    static StatusUpdate.Conference active(long version) {
        return new StatusUpdate.Conference(ID, version, version, NOON, "", false, "", "", List.of());
    }

    static StatusUpdate.Conference ended(long version, String cause, String why) {
        return new StatusUpdate.Conference(ID, version, version, NOON, "The conference has ended", true, cause, why, List.of());
    }

    /** A part of a roster that has so many rows altogether. */
    static StatusUpdate.Snapshot part(long version, int of, StatusUpdate.Participant... rows) {
        return new StatusUpdate.Snapshot(ID, version, version, NOON, "", active(version), List.of(rows), of,
                Set.of("carol@example.org"));
    }

    static StatusUpdate.Snapshot snapshot(long version, StatusUpdate.Participant... rows) {
        return new StatusUpdate.Snapshot(ID, version, version, NOON, "", active(version), List.of(rows), rows.length,
                Set.of("carol@example.org"));
    }
}
