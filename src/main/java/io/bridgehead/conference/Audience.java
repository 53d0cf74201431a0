package io.bridgehead.conference;

import java.util.List;
import java.util.Set;

/**
 * Who is told what passes without changing the conference, as that somebody speaks.
 *
 * @param users addresses of record of those who may see the conference
 * @param inCall the calls that are up
 */
public record Audience(List<String> users, Set<LegId> inCall) {

    /** Of a conference that is not there. */
    static final Audience NOBODY = new Audience(List.of(), Set.of());

    public Audience {
        users = List.copyOf(users);
        inCall = Set.copyOf(inCall);
    }
}
