package io.bridgehead.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.bridgehead.soap.TalkReport;
import io.bridgehead.soap.TalkReport.Talker;

/**
 * Who is in a conference and how, folded from its status messages. The result depends on which messages arrived, not on
 * their order or number: each row, and the conference itself, keeps what the highest version said. A row never vanishes.
 * Not safe for use by several threads at once.
 */
public final class Roster {

    /** Rows kept; a conference that names more is not displayed further, so that a hostile sender cannot fill memory. */
    static final int MAX_ROWS = 1000;

    /** What became of an update. */
    public enum Fold {
        /** It changed the roster. */
        APPLIED,
        /** Said before. */
        DUPLICATE,
        /** Something newer about the same row is known already. */
        STALE,
        /** About a conference that is not this one. */
        FOREIGN
    }

    /** What became of a report of who speaks. */
    public enum Talk {
        /** Somebody speaks who did not. */
        BEGUN,
        /** Nobody speaks who did not, but somebody ceased. */
        CEASED,
        NOTHING
    }

    private static final Comparator<String> BY_NUMBER = Comparator.comparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    private final String conference;
    private final Map<String, StatusUpdate.Participant> rows = new TreeMap<>(BY_NUMBER);
    private final Map<String, Talker> talkers = new HashMap<>();
    private final ReportNumbers reports = new ReportNumbers();
    private StatusUpdate.Conference state;
    private Set<String> inCharge = Set.of();

    /** @param conference the conference's id */
    public Roster(String conference) {
        this.conference = conference;
    }

    public String conference() {
        return conference;
    }

    /** Takes one status in. */
    public Fold apply(StatusUpdate update) {
        if (!update.conference().equals(conference)) {
            return Fold.FOREIGN;
        }
        if (update instanceof StatusUpdate.Snapshot snapshot) {
            return applySnapshot(snapshot);
        }
        reports.heard(update.number());
        if (update instanceof StatusUpdate.Participant participant) {
            return applyRow(participant);
        }
        StatusUpdate.Conference change = (StatusUpdate.Conference) update;
        return applyRows(change.participants(), applyState(change));
    }

    private Fold applySnapshot(StatusUpdate.Snapshot snapshot) {
        if (snapshot.whole()) {
            reports.completeUpTo(snapshot.number());
        }
        inCharge = snapshot.inCharge();
        return applyRows(snapshot.participants(), applyState(snapshot.state()));
    }

    private Fold applyRows(List<StatusUpdate.Participant> participants, Fold before) {
        Fold result = before;
        for (StatusUpdate.Participant participant : participants) {
            Fold row = applyRow(participant);
            result = row == Fold.APPLIED ? row : result;
        }
        return result;
    }

    private Fold applyRow(StatusUpdate.Participant update) {
        StatusUpdate.Participant known = rows.get(update.id());
        Fold fold = compare(known, update);
        if (fold == Fold.APPLIED && known == null && rows.size() >= MAX_ROWS) {
            return Fold.STALE;
        }
        if (fold == Fold.APPLIED) {
            rows.put(update.id(), update);
            if (!update.inTheCall()) {
                talkers.remove(update.id());
            }
        }
        return fold;
    }

    private Fold applyState(StatusUpdate.Conference update) {
        Fold fold = compare(state, update);
        // Ended is for good: nothing that arrives later brings a conference back.
        if (fold == Fold.APPLIED && ended().isPresent() && !update.ended()) {
            return Fold.STALE;
        }
        if (fold == Fold.APPLIED) {
            state = update;
        }
        return fold;
    }

    private static Fold compare(StatusUpdate known, StatusUpdate update) {
        if (known == null || update.version() > known.version()) {
            return Fold.APPLIED;
        }
        return update.version() == known.version() ? Fold.DUPLICATE : Fold.STALE;
    }

    /** The rows, in the order of their ids: p1, p2, … p10. */
    public Collection<StatusUpdate.Participant> rows() {
        return List.copyOf(rows.values());
    }

    /** The row of this id, or the only one of this name (in any case of letters), if there is one. */
    public Optional<StatusUpdate.Participant> find(String idOrName) {
        List<StatusUpdate.Participant> called = called(idOrName);
        return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
    }

    /** All that an id or a name may mean. Who is shown by an address is also called by the part of it people know. */
    List<StatusUpdate.Participant> called(String idOrName) {
        StatusUpdate.Participant row = rows.get(idOrName);
        if (row != null) {
            return List.of(row);
        }
        return rows.values().stream().filter(r -> r.name().equalsIgnoreCase(idOrName)
                || r.name().equals(r.uri()) && Address.shortName(r.uri()).equalsIgnoreCase(idOrName)).toList();
    }

    /** The users who may steer it, as of the last snapshot. */
    Set<String> inCharge() {
        return inCharge;
    }

    /** How the conference ended, once it has. */
    public Optional<StatusUpdate.Conference> ended() {
        return Optional.ofNullable(state).filter(StatusUpdate.Conference::ended);
    }

    /**
     * Takes in who speaks.
     *
     * @return what of it is news
     */
    public Talk apply(TalkReport report) {
        Talk news = Talk.NOTHING;
        for (Talker talker : report.talkers()) {
            Talker known = talkers.get(talker.participantId());
            boolean here = report.conferenceId().equals(conference) && rows.containsKey(talker.participantId());
            if (here && (known == null || talker.since().isAfter(known.since()))) {
                talkers.put(talker.participantId(), talker);
                boolean before = known != null && known.talking();
                if (talker.talking() && !before) {
                    news = Talk.BEGUN;
                } else if (before && !talker.talking() && news == Talk.NOTHING) {
                    news = Talk.CEASED;
                }
            }
        }
        return news;
    }

    /** Whether this participant is known to be speaking now. */
    public boolean speaks(StatusUpdate.Participant row) {
        Talker talker = talkers.get(row.id());
        return talker != null && talker.talking() && row.inTheCall() && !row.state().equals("on-hold")
                && ended().isEmpty();
    }

    /** All parts of the roster were taken in, and up to this report nothing is missing. */
    void completeUpTo(long number) {
        reports.completeUpTo(number);
    }

    /** Nothing was heard for a while, so nobody knows who speaks. */
    void forgetTalkers() {
        talkers.clear();
    }

    /** Whether some report is known to have been missed: time to ask for the whole conference. */
    public boolean hasGap() {
        return reports.hasGap();
    }
}
