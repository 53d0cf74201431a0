package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.OWNER;
import static io.bridgehead.conference.ConferenceFixture.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceCommand.TransferModerator;
import io.bridgehead.test.Feature;

/** Who may see a conference and who may do what in it. Alice owns it, Dan has only a number, Bob and Carol are users. */
class RightsTest {

    private static final String BOB = "bob@example.org";
    private static final String CAROL = "carol@example.org";

    private final ConferenceFixture conference = ConferenceFixture.running("Dan");

    @BeforeEach
    void usersJoin() {
        conference.addUser("Bob");
        conference.addUser("Carol");
        conference.answered("p3");
        conference.answered("p4");
    }

    @Test
    @Feature("A144")
    void everyUserWhoTakesPartIsToldAndNobodyElse() {
        assertThat(conference.tellings(conference.left("p2"))).containsExactly(
                "alice@example.org: participant-state-changed p2", "bob@example.org: participant-state-changed p2",
                "carol@example.org: participant-state-changed p2");
        assertThat(conference.tellings(conference.lock(true))).containsExactly("alice@example.org: lock-changed",
                "bob@example.org: lock-changed", "carol@example.org: lock-changed");
    }

    @Test
    void whoWasTakenOutIsToldThatAndThenNothingMore() {
        conference.remove("p3");
        assertThat(conference.tellings(conference.left("p3"))).contains("bob@example.org: participant-state-changed p3");

        assertThat(conference.tellings(conference.left("p2"))).hasSize(2).noneMatch(line -> line.startsWith(BOB));
        assertThatThrownBy(() -> conference.conference().viewFor(BOB)).isInstanceOf(NotAllowedException.class);
        conference.command(new DialAgain(conference.id, "p3"));
        assertThat(conference.conference().viewFor(BOB).participants()).hasSize(4);
    }

    @Test
    void whoLeftByThemselvesOrWasNotReachedStillSees() {
        conference.left("p3");
        conference.addUser("Eve");
        conference.refused("p5", 486);

        assertThat(conference.tellings(conference.left("p2"))).hasSize(4);
    }

    @Test
    void membersSeeNamesAndUsersButNoNumbers() {
        conference.command(new AddParticipant(conference.id, new Invitee(null, "+49 30 1234567")));

        assertThat(conference.conference().viewFor(OWNER).participants()).allSatisfy(
                row -> assertThat(row.address()).isNotNull());
        List<ParticipantView> seen = conference.conference().viewFor(BOB).participants();
        assertThat(seen).allSatisfy(row -> assertThat(row.address()).isNull());
        assertThat(seen).extracting(ParticipantView::name).containsExactly("Alice", "Dan", "Bob", "Carol", "Telephone p5");
        assertThat(seen).extracting(ParticipantView::user).containsExactly(OWNER, null, BOB, CAROL, null);
        conference.conference().viewFor(BOB);
        List<OutboxEntry> rows = OutboxWriter.write(conference.conference(), conference.refused("p5", 486));
        assertThat(rows).extracting(row -> ((StatusChange) row.payload()).participant().address() != null)
                .containsExactly(true, false, false);
    }

    /** Clients that know no name send the number as the name. */
    @Test
    void aNumberThatStandsForANameIsNotShownToMembersEither() {
        for (String name : List.of("+49301234567", "030 / 123 45 67", "tel:+49301234567", "(030) 1234567")) {
            conference.command(new AddParticipant(conference.id, new Invitee(name, "tel:+49301234567")));
        }
        conference.command(new AddParticipant(conference.id, new Invitee("Room 7", "tel:+49301234567")));

        assertThat(conference.conference().viewFor(OWNER).participants().get(4).name()).isEqualTo("+49301234567");
        assertThat(conference.conference().viewFor(BOB).participants()).extracting(ParticipantView::name).endsWith(
                "Telephone p5",
                "Telephone p6", "Telephone p7", "Telephone p8", "Room 7");
    }

    @Test
    void anAddressTooLongForANameIsCutAndHiddenFromMembersAllTheSame() {
        conference.command(
                new AddParticipant(conference.id, new Invitee(null, "sip:" + "x".repeat(100) + "@" + "y".repeat(250))));

        assertThat(conference.row("p5").name()).hasSize(200).isEqualTo("sip:" + "x".repeat(100) + "@" + "y".repeat(95));
        assertThat(conference.conference().viewFor(BOB).participants()).last().returns("Telephone p5", ParticipantView::name);
    }

    @Test
    void whoHasNoTelephoneInTheCallIsToldThatAboutTheHand() {
        ConferenceFixture others = new ConferenceFixture();
        others.events.addAll(Conference.create(others.id, new ConferenceCommand.CreateConference("", new Invitee("Bob",
                "sip:bob@example.org"), List.of(ConferenceFixture.invitee("Dan")), null, null), ConferenceFixture.BRIDGE, OWNER,
                others.now, ConferenceFixture.POLICY));

        for (String user : List.of(OWNER, BOB)) {
            assertThatThrownBy(() -> others.command(new ChangeHand(others.id, null, true), user))
                    .isInstanceOf(NoTelephoneInCallException.class).hasFieldOrPropertyWithValue("code", "no-telephone-in-call");
        }
    }

    @Test
    void aHandIsRaisedAtTheTelephoneThatIsInTheCallAndNotAtOneThatRings() {
        conference.command(new AddParticipant(conference.id, new Invitee("Bob", "+49 30 1234567", BOB)));

        assertThat(told(conference.command(new ChangeHand(conference.id, null, true), BOB)))
                .containsExactly("p3 raises the hand");
    }

    @Test
    void whoeverIsNamedAsAUserSeesThoughANumberIsCalled() {
        conference.command(new AddParticipant(conference.id, new Invitee("Eve", "+49 30 1234567", "eve@example.org")));

        assertThat(conference.conference().viewFor("eve@example.org").participants()).hasSize(5);
        assertThatThrownBy(() -> conference.command(new AddParticipant(conference.id,
                new Invitee("Eve", "+49 30 1234567", "eve@example.com")))).isInstanceOf(UnknownUserException.class);
        assertThatThrownBy(() -> conference.addUser("nobody")).isInstanceOf(UnknownUserException.class)
                .hasFieldOrPropertyWithValue("code", "unknown-user");
    }

    @Test
    void membersMayRaiseTheirHandLookAndLeaveAndNothingElse() {
        assertThat(told(conference.command(new ChangeHand(conference.id, null, true), BOB)))
                .containsExactly("p3 raises the hand");
        assertThat(conference.row("p3").hand()).isTrue();
        assertThat(conference.command(new ChangeHand(conference.id, "p3", true), BOB)).isEmpty();
        assertThat(told(conference.command(new ChangeHand(conference.id, "p3", false), BOB)))
                .containsExactly("p3 lowers the hand");

        for (ConferenceCommand refused : List.of(new ChangeHand(conference.id, "p4", true),
                new RemoveParticipant(conference.id, "p4"), new EndConference(conference.id),
                new AddParticipant(conference.id, ConferenceFixture.invitee("Eve")), new DialAgain(conference.id, "p2"),
                new SteerParticipant(conference.id, "p3", Steering.UNMUTE), new LockConference(conference.id, true),
                new TransferModerator(conference.id, BOB), new SetPolicy(conference.id, ConferenceRule.OF_THE_FIGURES))) {
            assertThatThrownBy(() -> conference.command(refused, BOB)).isInstanceOf(NotAllowedException.class);
        }
        assertThatThrownBy(() -> conference.command(new ChangeHand(conference.id, null, true), "eve@example.org"))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    @Feature("A148")
    void whoeverIsInTheCallAddsPeopleIfThePolicySaysSo() {
        AddParticipant add = new AddParticipant(conference.id, ConferenceFixture.invitee("Eve"));
        conference.addUser("Fred");
        conference.command(new SetPolicy(conference.id, new ConferenceRule(null, null, null, null, null, Adding.PARTICIPANTS)));

        assertThat(told(conference.command(add, BOB))).contains("dial p6");
        for (String outside : List.of("fred@example.org", "mallory@example.org")) {
            assertThatThrownBy(() -> conference.command(add, outside)).isInstanceOf(NotAllowedException.class);
        }
        assertThatThrownBy(() -> conference.command(new DialAgain(conference.id, "p2"), BOB))
                .isInstanceOf(NotAllowedException.class);
        conference.left("p4");
        assertThatThrownBy(() -> conference.command(add, CAROL)).isInstanceOf(NotAllowedException.class);

        conference.lock(true);
        assertThatThrownBy(() -> conference.command(add, BOB)).isInstanceOf(ConferenceLockedException.class);
        conference.lock(false);
        conference.command(new SetPolicy(conference.id, new ConferenceRule(null, null, null, null, null, Adding.IN_CHARGE)));
        assertThatThrownBy(() -> conference.command(add, BOB)).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void whoLeavesByMessageHasLeftAndWasNotRemoved() {
        assertThat(told(conference.command(new RemoveParticipant(conference.id, "p3"), BOB)))
                .containsExactly("hang up p3", "p3 disconnecting");

        assertThat(told(conference.left("p3"))).containsExactly("p3 left");
        assertThat(conference.conference().viewFor(BOB).participants()).hasSize(4);
    }

    @Test
    void theModeratorMayDoWhatTheOwnerMayUntilSomebodyElseIs() {
        assertThat(conference.tellings(conference.command(new TransferModerator(conference.id, "sip:eve@example.org"))))
                .containsExactly("alice@example.org: moderator-changed", "bob@example.org: moderator-changed",
                        "carol@example.org: moderator-changed", "eve@example.org: moderator-changed");
        assertThat(conference.command(new LockConference(conference.id, true), "eve@example.org")).hasSize(1);
        assertThat(conference.conference().viewFor("eve@example.org").participants().get(0).address()).isNotNull();

        List<ConferenceEvent> handedOn = conference.command(new TransferModerator(conference.id, CAROL), "eve@example.org");
        assertThat(conference.tellings(handedOn)).contains("eve@example.org: moderator-changed");
        assertThatThrownBy(() -> conference.command(new LockConference(conference.id, false), "eve@example.org"))
                .isInstanceOf(NotAllowedException.class);
        assertThat(conference.command(new LockConference(conference.id, false), CAROL)).hasSize(1);

        conference.command(new TransferModerator(conference.id, OWNER));
        assertThat(conference.conference().view().moderator()).isNull();
        assertThatThrownBy(() -> conference.command(new TransferModerator(conference.id, "nobody@example.org")))
                .isInstanceOf(UnknownUserException.class);
    }

    @Test
    void whoRaisesTheHandAgainAndAgainDoesNotFillTheStore() {
        while (conference.events.size() < CommandDecision.MOST_EVENTS) {
            conference.events.add(new ConferenceEvent.HandChanged(conference.id, conference.now, "p3", true));
            conference.events.add(new ConferenceEvent.HandChanged(conference.id, conference.now, "p3", false));
        }

        assertThatThrownBy(() -> conference.command(new ChangeHand(conference.id, null, true), BOB))
                .isInstanceOf(TooManyChangesException.class);
        assertThatThrownBy(() -> conference.lock(true)).isInstanceOf(TooManyChangesException.class);
        assertThat(told(conference.command(new RemoveParticipant(conference.id, "p3"), BOB)))
                .containsExactly("hang up p3", "p3 disconnecting");
        assertThat(told(conference.left("p3"))).containsExactly("p3 left");
        assertThat(told(conference.end())).contains("ending: ended-by-owner");
    }

    @Test
    void whoMaySeeNoMoreIsToldNothingOfThePeopleNorHowToCall() {
        ConferenceView outline = ConferenceFixture.withDialIn(4).conference().view().withoutPeople();

        assertThat(outline.participants()).isEmpty();
        assertThat(outline.dialIn()).isNull();
        assertThat(outline.phase()).isEqualTo(ConferencePhase.RUNNING);
    }

    @Test
    void aHandIsDownWhenItsOwnerIsGone() {
        conference.command(new ChangeHand(conference.id, "p3", true));
        conference.left("p3");

        assertThat(conference.row("p3").hand()).isFalse();
        assertThatThrownBy(() -> conference.command(new ChangeHand(conference.id, "p3", true)))
                .isInstanceOf(ParticipantNotInCallException.class);
    }
}
