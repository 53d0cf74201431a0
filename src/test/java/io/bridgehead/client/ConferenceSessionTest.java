package io.bridgehead.client;

import static io.bridgehead.client.Updates.NOON;
import static io.bridgehead.client.Updates.ended;
import static io.bridgehead.client.Updates.row;
import static io.bridgehead.client.Updates.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.soap.ReportedDialIn;
import io.bridgehead.soap.TalkReport;
import io.bridgehead.test.Feature;

class ConferenceSessionTest {

    private final List<Command> sent = new ArrayList<>();
    private final List<String> screen = new ArrayList<>();
    private final ScriptedMessages messages = new ScriptedMessages();
    private final ConferenceSession session = new ConferenceSession(messages, sent::add,
            new TextDisplay(screen::add, new RosterText(ZoneOffset.UTC)), "carol@example.org");
    private final Command create = messages.create("", new Address("Carol", "sip:carol@example.org"), List.of(),
            StartWishes.NONE);

    @BeforeEach
    void begin() {
        session.begin(create);
    }

    private void receive(Reading reading) {
        session.handle(new Event.Received(messages.incoming(reading)), NOON);
    }

    private void status(StatusUpdate update) {
        receive(new Reading.Status(update));
    }

    private void type(String line) {
        session.handle(new Event.Typed(line), NOON);
    }

    private void underWay() {
        receive(new Reading.Answer(create.messageId(), false, "", snapshot(1, row(1, "p1", "dialing-out")),
                Optional.empty()));
    }

    private Command last() {
        return sent.get(sent.size() - 1);
    }

    @Test
    @Feature("A093")
    void saysThatTheConferenceIsUnderWay() {
        underWay();
        assertThat(screen).containsExactly("Conference c1 is under way", "          [ Carol: being called ]");
    }

    @Test
    @Feature("A147")
    void showsHowPeopleJoinByCalling() {
        receive(new Reading.Answer(create.messageId(), false, "", snapshot(1, row(1, "p1", "dialing-out")),
                Optional.of(
                        new ReportedDialIn(Optional.of("+4930123456"), Optional.of("sip:bridge@example.org"), "48291337"))));
        assertThat(screen)
                .contains("People may call +4930123456 or sip:bridge@example.org and enter 48291337#");
    }

    @Test
    void showsTimeNameAndWordsOfEachStatusAndTheRosterAfterIt() {
        underWay();
        status(row(2, "p1", "alerting"));
        assertThat(screen).endsWith("12:00:00  Carol  ringing", "          [ Carol: ringing ]");
    }

    @Test
    void showsAStatusThatOvertookTheAnswer() {
        status(row(2, "p1", "alerting"));
        assertThat(screen).isEmpty();
        underWay();
        assertThat(screen).endsWith("          [ Carol: ringing ]");
    }

    @Test
    void showsARepeatedStatusOnce() {
        underWay();
        status(row(2, "p1", "alerting"));
        int lines = screen.size();
        status(row(2, "p1", "alerting"));
        assertThat(screen).hasSize(lines);
    }

    @Test
    void takesNoAnswerButTheOneToItsOwnCommand() {
        receive(new Reading.Answer("urn:uuid:other", false, "", snapshot(1), Optional.empty()));
        assertThat(screen).isEmpty();
    }

    @Test
    @Feature("A015")
    void addsAndRemovesPeopleAsTyped() {
        underWay();
        status(row(2, "p2", "connected"));
        type("add alice Alice A.");
        assertThat(last().words()).isEqualTo("add Alice A. sip:alice@example.org");
        type("remove Bob");
        assertThat(last().words()).isEqualTo("remove p2");
        type("remove p2");
        assertThat(last().words()).isEqualTo("remove p2");
        type("end");
        assertThat(last().operation()).isEqualTo("endConference");
    }

    @Test
    @Feature("A034")
    void steersPeopleAndTheConferenceAsTyped() {
        underWay();
        status(row(2, "p2", "connected"));
        type("mute Bob");
        assertThat(last().words()).isEqualTo("MUTE p2");
        type("resume p2");
        assertThat(last().words()).isEqualTo("RESUME p2");
        type("again Bob");
        assertThat(last().words()).isEqualTo("again p2");
        type("lock");
        assertThat(last().words()).isEqualTo("lock true");
        type("unlock");
        assertThat(last().words()).isEqualTo("lock false");
        type("mute");
        assertThat(screen).last().asString().contains("Not understood: mute");
    }

    @Test
    void changesHandsModeratorAndPolicyAsTyped() {
        underWay();
        status(row(2, "p2", "connected"));
        type("hand");
        assertThat(last().words()).isEqualTo("hand true");
        type("lower Bob");
        assertThat(last().words()).isEqualTo("hand false p2");
        type("moderator bob");
        assertThat(last().words()).isEqualTo("moderator bob@example.org");
        type("policy alone=5m inactivity=never");
        assertThat(last().words()).isEqualTo("policy 300");
        int commands = sent.size();
        type("policy alone=soon");
        assertThat(screen).last().asString().contains("A time is such as");
        type("policy adding=everybody");
        assertThat(screen).last().asString().contains("Say in-charge or participants");
        type("policy colour=red");
        assertThat(screen).last().asString().contains("There is no policy \"colour\"");
        assertThat(sent).hasSize(commands);
    }

    @Test
    void leavesByHangingUpTheUsersOwnTelephone() {
        underWay();
        type("leave");
        assertThat(last().words()).isEqualTo("remove p1");
    }

    @Test
    void leavesWithTheTelephoneThatIsInTheCallAndNotWithOneThatRings() {
        underWay();
        status(row(2, "p1", "alerting"));
        status(row(3, "p9", "connected"));
        type("leave");
        assertThat(last().words()).isEqualTo("remove p9");
    }

    @Test
    void goesWhenItsUserIsTakenOutOfSomebodyElsesConference() {
        receive(new Reading.Answer(create.messageId(), false, "", new StatusUpdate.Snapshot("c1", 1, 1, NOON, "",
                Updates.active(1), List.of(row(1, "p1", "connected")), 1, Set.of("bob@example.org")), Optional.empty()));
        status(row(2, "p1", "disconnected", "booted"));

        assertThat(session.outcome()).contains(Outcome.LEFT);
        assertThat(screen).last().asString().contains("You were removed from conference c1");
    }

    @Test
    void refusesToRemoveSomeoneUnknown() {
        underWay();
        type("remove Zoe");
        assertThat(sent).hasSize(1);
        assertThat(screen).last().asString().contains("Zoe", "roster");
    }

    @Test
    void keepsWhatIsTypedBeforeTheConferenceIsUnderWay() {
        type("end");
        assertThat(sent).hasSize(1);
        assertThat(screen).last().asString().contains("Waits until");
        underWay();
        assertThat(last().operation()).isEqualTo("endConference");
    }

    @Test
    @Feature("A133")
    void endsWhenTheConferenceHasEndedAndEverybodyIsOut() {
        underWay();
        status(row(2, "p1", "disconnected", "booted"));
        status(ended(3, "ended-by-owner", "its owner ended it"));
        session.tick(NOON);
        assertThat(session.outcome()).contains(Outcome.OK);
        assertThat(screen).last().isEqualTo("Conference c1 has ended: its owner ended it");
    }

    @Test
    void waitsForTheStatusThatTheEndOvertook() {
        underWay();
        status(ended(3, "initiator-left", ""));
        session.tick(NOON.plusSeconds(1));
        assertThat(session.outcome()).isEmpty();
        status(row(2, "p1", "disconnected", "departed"));
        session.tick(NOON.plusSeconds(1));
        assertThat(session.outcome()).contains(Outcome.OK);
    }

    @Test
    void doesNotWaitForeverForIt() {
        underWay();
        status(ended(3, "ended-by-bridge", ""));
        session.tick(NOON.plus(ConferenceSession.LINGER));
        assertThat(session.outcome()).contains(Outcome.FATAL_ERROR);
    }

    @Test
    void tellsEndsApart() {
        assertThat(List.of("ended-by-owner", "initiator-left", "initiator-not-reached", "bridge-unavailable",
                "maximum-length", "inactive", "alone", "everybody-left")).extracting(Outcome::ofEnd).containsExactly(
                        Outcome.OK, Outcome.OK, Outcome.NOT_REACHED, Outcome.FATAL_ERROR, Outcome.TOO_LONG,
                        Outcome.INACTIVE, Outcome.ALONE, Outcome.OK);
    }

    @Test
    void endsWhenTheServiceRefusesTheConference() {
        receive(new Reading.Fault(create.messageId(), "not-allowed", "You may not.", "Ask."));
        assertThat(session.outcome()).contains(Outcome.FAULT);
        assertThat(screen.get(0)).contains("You may not. Ask.");
    }

    @Test
    void goesOnWhenTheServiceRefusesOneCommand() {
        underWay();
        type("add alice");
        receive(new Reading.Fault(last().messageId(), "port-allowance-exceeded", "Too many.", "Remove somebody."));
        assertThat(screen).last().asString().contains("Too many. Remove somebody.");
        assertThat(session.outcome()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenThePasswordIsWrong() {
        session.handle(new Event.NotSent(create, new SipFailureException(407, "", null)), NOON);
        assertThat(session.outcome()).contains(Outcome.NOT_AUTHORISED);
        assertThat(screen.get(0)).contains("password");
    }

    @Test
    void sendsACommandAgainWithTheSameMessageIdWhenItsAnswerDoesNotCome() {
        session.handle(new Event.Accepted(create), NOON);
        session.tick(NOON.plus(Pending.GRACE).minusMillis(1));
        assertThat(sent).hasSize(1);
        session.tick(NOON.plus(Pending.GRACE));
        assertThat(sent).containsExactly(create, create);
    }

    @Test
    void givesUpOnACommandThatIsNeverAnswered() {
        for (int i = 0; i <= Pending.REPEATS; i++) {
            session.handle(new Event.Accepted(create), NOON);
            session.tick(NOON.plus(Pending.GRACE));
        }
        session.tick(NOON.plus(Pending.GRACE));
        assertThat(sent).hasSize(1 + Pending.REPEATS);
        assertThat(session.outcome()).contains(Outcome.NO_CONNECTION);
    }

    @Test
    void asksForTheWholeConferenceWhenAStatusStaysMissing() {
        underWay();
        status(row(3, "p1", "connected"));
        session.tick(NOON);
        assertThat(sent).hasSize(1);
        session.tick(NOON.plus(ConferenceSession.PATIENCE));
        assertThat(last().operation()).isEqualTo("getConference");
    }

    @Test
    void asksForTheWholeConferenceAfterTheConnectionWasLost() {
        underWay();
        session.handle(new Event.Lost(), NOON);
        session.handle(new Event.Back(), NOON);
        assertThat(last().operation()).isEqualTo("getConference");
    }

    @Test
    void leavesTheConferenceRunningOnQuit() {
        underWay();
        type("quit");
        assertThat(session.outcome()).contains(Outcome.LEFT);
        assertThat(screen).last().asString().contains("goes on");
    }

    @Test
    @Feature("A059")
    void showsChat() {
        receive(new Reading.Text("sip:bob@example.org", "Hello"));
        assertThat(screen).containsExactly("Message from sip:bob@example.org: Hello");
    }

    @Test
    void helpsOnWhatItDoesNotUnderstand() {
        type("dance");
        assertThat(screen).last().asString().isEqualTo("Not understood: dance. Type help to see what can be typed.");
        type("help");
        assertThat(screen).last().asString().contains("add ADDRESS");
    }

    @Test
    void addsTelephoneNumbersWithBlanksInThem() {
        underWay();
        type("add +49 (30) 123 456");
        assertThat(last().words()).isEqualTo("add +49(30)123456 tel:+49(30)123456");
        type("add 030 123-456 Bob B.");
        assertThat(last().words()).isEqualTo("add Bob B. tel:030123-456");
        type("add +4930123 2nd floor");
        assertThat(last().words()).isEqualTo("add 2nd floor tel:+4930123");
    }

    @Test
    void saysWhoMayBeMeant() {
        underWay();
        type("mute nobody");
        assertThat(screen).last().isEqualTo("Nobody is called nobody; \"roster\" shows everybody.");
        status(row(2, "p3", "connected"));
        status(row(3, "p4", "connected"));
        type("mute Alice");
        assertThat(screen).last().isEqualTo("More than one is called Alice: say p3 or p4.");
    }

    @Test
    void saysOnceThatTheConferenceHasEndedAndWhy() {
        underWay();
        status(row(2, "p1", "disconnected", "departed"));
        status(ended(3, "initiator-left", "the initiator left"));
        assertThat(screen).contains("12:00:00  The conference has ended");
        session.tick(NOON);
        assertThat(screen).last().isEqualTo("Conference c1 has ended: the initiator left");
    }

    @Test
    void tellsWhatWasAnsweredBeforeTheRoster() {
        underWay();
        type("add bob");
        receive(new Reading.Answer(last().messageId(), false, "Adding bob is under way",
                snapshot(2, row(1, "p1", "dialing-out"), row(2, "p2", "pending")), Optional.empty()));
        assertThat(screen).endsWith("Adding bob is under way", "          [ Carol: being called | Bob: waiting ]");
    }

    @Test
    void showsNoRosterTwiceBecauseSomebodySpeaksWhoIsNotInTheCallYet() {
        underWay();
        status(row(2, "p1", "alerting"));
        int lines = screen.size();
        talk(true, 1_000);
        assertThat(screen).hasSize(lines);
    }

    private void talk(boolean talking, int millis) {
        Instant at = NOON.plusMillis(millis);
        session.handle(new Event.Received(messages.incoming(new Reading.Talking(new TalkReport(Updates.ID,
                List.of(new TalkReport.Talker("p1", talking, at)), List.of())))), at);
    }

    @Test
    @Feature("A149")
    void showsAtOnceWhoBeginsToSpeakAndALittleLaterWhoCeases() {
        underWay();
        status(row(2, "p1", "connected"));
        screen.clear();
        talk(true, 0);
        assertThat(screen).containsExactly("          [ Carol: in the call (speaking) ]");
        talk(false, 100);
        talk(true, 200);
        assertThat(screen).hasSize(1);

        talk(false, 300);
        session.tick(NOON.plusMillis(1100));
        assertThat(screen).hasSize(1);
        session.tick(NOON.plusMillis(1200));
        session.tick(NOON.plusMillis(3000));

        assertThat(screen).containsExactly("          [ Carol: in the call (speaking) ]",
                "          [ Carol: in the call ]");
    }

    @Test
    void knowsNotWhoSpeaksOnceTheConnectionIsLost() {
        underWay();
        status(row(2, "p1", "connected"));
        talk(true, 0);
        session.handle(new Event.Lost(), NOON);
        session.handle(new Event.Typed("roster"), NOON);

        assertThat(screen.get(screen.size() - 1)).doesNotContain("speaking");
    }
}
