package io.bridgehead.client;

import static io.bridgehead.client.Updates.active;
import static io.bridgehead.client.Updates.ended;
import static io.bridgehead.client.Updates.row;
import static io.bridgehead.client.Updates.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.bridgehead.client.Roster.Fold;
import io.bridgehead.soap.TalkReport;
import io.bridgehead.test.Feature;

class RosterTest {

    private final Roster roster = new Roster(Updates.ID);

    private String shown() {
        return new RosterText(ZoneOffset.UTC).compact(roster).strip();
    }

    @Test
    @Feature({ "A017", "A018", "A019", "A082", "A084", "A085" })
    void showsRingingThenInTheCallThenLeft() {
        roster.apply(row(1, "p1", "alerting"));
        assertThat(shown()).isEqualTo("[ Carol: ringing ]");
        roster.apply(row(2, "p1", "connected"));
        roster.apply(row(3, "p2", "alerting"));
        assertThat(shown()).isEqualTo("[ Carol: in the call | Bob: ringing ]");
        roster.apply(row(4, "p2", "connected"));
        roster.apply(row(5, "p2", "disconnected", "departed"));
        assertThat(shown()).isEqualTo("[ Carol: in the call | Bob: has left the call ]");
    }

    @Test
    @Feature("A083")
    void showsBusy() {
        roster.apply(row(1, "p2", "disconnected", "busy"));
        assertThat(shown()).isEqualTo("[ Bob: busy ]");
    }

    @Test
    @Feature("A019")
    void theEndTellsHowEverybodyLeftThoughThatWasMissed() {
        roster.apply(row(1, "p1", "connected"));
        roster.apply(row(2, "p2", "alerting"));

        assertThat(roster.apply(new StatusUpdate.Conference(Updates.ID, 9, 9, Updates.NOON, "", true, "initiator-left", "",
                List.of(row(9, "p1", "disconnected", "departed"), row(9, "p2", "disconnected", "booted"),
                        row(9, "p3", "disconnected", "busy")))))
                .isEqualTo(Fold.APPLIED);

        assertThat(shown()).isEqualTo("[ Carol: has left the call | Bob: removed | Alice: busy ]");
        assertThat(roster.ended()).isPresent();
        assertThat(roster.apply(row(8, "p2", "connected"))).isEqualTo(Fold.STALE);
    }

    @Test
    void ignoresWhatWasSaidBeforeOrIsOlder() {
        assertThat(roster.apply(row(5, "p2", "connected"))).isEqualTo(Fold.APPLIED);
        assertThat(roster.apply(row(5, "p2", "connected"))).isEqualTo(Fold.DUPLICATE);
        assertThat(roster.apply(row(4, "p2", "alerting"))).isEqualTo(Fold.STALE);
        assertThat(shown()).isEqualTo("[ Bob: in the call ]");
    }

    @Test
    void takesAnOlderStatusOfAnotherRow() {
        roster.apply(row(5, "p2", "connected"));
        assertThat(roster.apply(row(4, "p1", "connected"))).isEqualTo(Fold.APPLIED);
    }

    @Test
    void ignoresOtherConferences() {
        assertThat(new Roster("c2").apply(row(1, "p1", "alerting"))).isEqualTo(Fold.FOREIGN);
    }

    @Test
    @Feature("A125")
    void isRightWhicheverMessageOfAnInitiatorsHangUpArrivesFirst() {
        StatusUpdate left = row(7, "p1", "disconnected", "departed");
        StatusUpdate end = ended(8, "initiator-left", "Carol has left");
        List<String> screens = new ArrayList<>();
        for (List<StatusUpdate> order : List.of(List.of(left, end), List.of(end, left))) {
            Roster each = new Roster(Updates.ID);
            each.apply(row(6, "p2", "connected"));
            order.forEach(each::apply);
            assertThat(each.ended()).contains((StatusUpdate.Conference) end);
            screens.add(new RosterText(ZoneOffset.UTC).table(each));
        }
        assertThat(screens.get(0)).isEqualTo(screens.get(1)).contains("ended", "has left the call", "disconnected");
    }

    @Test
    void whoWasNeverCalledIsToldApartWhicheverMessageArrivesFirst() {
        StatusUpdate waits = row(2, "p2", "pending");
        StatusUpdate told = new StatusUpdate.Participant(Updates.ID, 3, 3, Updates.NOON, "", "p2", "Bob", "", false,
                "disconnected", "booted", "not-called", "", "", false);
        StatusUpdate end = ended(4, "initiator-not-reached", "");
        for (List<StatusUpdate> order : List.of(List.of(waits, told, end), List.of(waits, end, told), List.of(waits, end))) {
            Roster each = new Roster(Updates.ID);
            order.forEach(each::apply);
            assertThat(new RosterText(ZoneOffset.UTC).compact(each)).isEqualTo("          [ Bob: was not called ]");
        }
    }

    @Test
    void staysEndedWhateverComesAfterwards() {
        roster.apply(ended(4, "ended-by-owner", ""));
        assertThat(roster.apply(active(9))).isEqualTo(Fold.STALE);
        assertThat(roster.ended()).isPresent();
    }

    @Test
    void doesNotDependOnTheOrderOrNumberOfStatuses() {
        List<StatusUpdate> all = new ArrayList<>(List.of(row(1, "p1", "dialing-out"), row(2, "p1", "alerting"),
                row(3, "p1", "connected"), row(4, "p2", "alerting"), row(5, "p3", "alerting"), row(6, "p3", "connected"),
                row(7, "p2", "disconnected", "busy"), row(8, "p1", "disconnected", "departed"),
                ended(9, "initiator-left", "")));
        all.forEach(roster::apply);
        Random random = new Random(20260131);
        for (int i = 0; i < 200; i++) {
            List<StatusUpdate> shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(0, random.nextInt(all.size())));
            Collections.shuffle(shuffled, random);
            Roster other = new Roster(Updates.ID);
            shuffled.forEach(other::apply);
            assertThat(other.rows()).isEqualTo(roster.rows());
            assertThat(other.ended()).isEqualTo(roster.ended());
            assertThat(other.hasGap()).isFalse();
        }
    }

    @Test
    void noticesAGapAndClosesItByTheWholeConference() {
        roster.apply(snapshot(2, row(2, "p1", "dialing-out")));
        roster.apply(row(3, "p1", "alerting"));
        assertThat(roster.hasGap()).isFalse();
        roster.apply(row(5, "p2", "alerting"));
        assertThat(roster.hasGap()).isTrue();
        roster.apply(snapshot(5, row(5, "p1", "connected"), row(5, "p2", "alerting")));
        assertThat(roster.hasGap()).isFalse();
        assertThat(shown()).isEqualTo("[ Carol: in the call | Bob: ringing ]");
    }

    @Test
    void closesAGapByTheLateStatus() {
        roster.apply(row(1, "p1", "alerting"));
        roster.apply(row(3, "p2", "alerting"));
        roster.apply(row(2, "p1", "connected"));
        assertThat(roster.hasGap()).isFalse();
    }

    @Test
    void keepsRowsInTheOrderOfTheirNumbers() {
        roster.apply(row(1, "p10", "alerting"));
        roster.apply(row(2, "p2", "alerting"));
        assertThat(roster.rows()).extracting(StatusUpdate.Participant::id).containsExactly("p2", "p10");
    }

    @Test
    void findsARowByIdOrNameButNotByANameOfTwo() {
        roster.apply(row(1, "p2", "alerting"));
        roster.apply(row(2, "p3", "alerting"));
        roster.apply(row(3, "p4", "alerting"));
        assertThat(roster.find("p2")).isPresent();
        assertThat(roster.find("bob")).isPresent();
        assertThat(roster.find("Alice")).isEmpty();
        assertThat(roster.find("Zoe")).isEmpty();
    }

    @Test
    void findsWhoIsShownByAnAddressByThePartOfItThatPeopleKnow() {
        roster.apply(new StatusUpdate.Participant(Updates.ID, 1, 1, Updates.NOON, "", "p4", "sip:dave@127.0.0.1",
                "sip:dave@127.0.0.1", false, "connected", "", "", "", "", false));
        assertThat(roster.find("Dave")).isPresent();
    }

    @Test
    void keepsItsSizeWhateverIsSent() {
        for (int i = 1; i <= 3 * Roster.MAX_ROWS; i++) {
            roster.apply(row(2L * i, "p" + i, "alerting"));
        }
        assertThat(roster.rows()).hasSize(Roster.MAX_ROWS);
        assertThat(roster.hasGap()).isTrue();
    }

    @Test
    void printsNothingThatMovesTheCursor() {
        roster.apply(new StatusUpdate.Participant(Updates.ID, 1, 1, Updates.NOON, "a\u001b[2J\u202eb", "p1", "\u001b[31mX",
                "sip:x@y\r\n", false, "disconnected", "failed", "", "b\u001b[31m", "", false));
        String all = shown() + new RosterText(ZoneOffset.UTC).table(roster)
                + new RosterText(ZoneOffset.UTC).line(roster.rows().iterator().next());
        assertThat(all).doesNotContain("\u001b", "\u202e", "\r");
    }

    private static TalkReport talk(String id, boolean talking, int second) {
        return new TalkReport(Updates.ID, List.of(new TalkReport.Talker(id, talking, Updates.NOON.plusSeconds(second))),
                List.of());
    }

    @Test
    @Feature("A149")
    void marksWhoSpeaksUntilTheyCeaseOrLeave() {
        roster.apply(row(1, "p1", "connected"));
        roster.apply(row(2, "p2", "connected"));
        assertThat(roster.apply(talk("p2", true, 3))).isEqualTo(Roster.Talk.BEGUN);
        assertThat(roster.apply(talk("p1", true, 4))).isEqualTo(Roster.Talk.BEGUN);
        assertThat(shown()).isEqualTo("[ Carol: in the call (speaking) | Bob: in the call (speaking) ]");

        assertThat(roster.apply(talk("p1", false, 5))).isEqualTo(Roster.Talk.CEASED);
        roster.apply(row(6, "p2", "disconnected", "departed"));
        roster.apply(row(7, "p2", "connected"));

        assertThat(shown()).isEqualTo("[ Carol: in the call | Bob: in the call ]");
    }

    @Test
    void believesTheLatestAboutWhoSpeaksAndOnlyAboutItsOwnPeople() {
        roster.apply(row(1, "p1", "connected"));
        roster.apply(talk("p1", false, 5));
        assertThat(roster.apply(talk("p1", true, 4))).as("older").isEqualTo(Roster.Talk.NOTHING);
        assertThat(roster.apply(talk("p7", true, 6))).as("nobody").isEqualTo(Roster.Talk.NOTHING);
        assertThat(roster.apply(new TalkReport("c2", talk("p1", true, 9).talkers(), List.of()))).as("elsewhere")
                .isEqualTo(Roster.Talk.NOTHING);
        assertThat(shown()).isEqualTo("[ Carol: in the call ]");
    }
}
