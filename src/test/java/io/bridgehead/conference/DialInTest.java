package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.test.Feature;

/** People who call the conference themselves. */
@Feature("A147")
class DialInTest {

    private static final String NUMBER = "tel:+4930987654";
    private final ConferenceFixture conference = ConferenceFixture.withDialIn(4);

    @Test
    void theBridgeIsToldThePinAndTheOwnerHowToCall() {
        DialIn dialIn = conference.conference().view().dialIn();

        assertThat(dialIn.number()).isEqualTo("+4930123456");
        assertThat(dialIn.address()).isEqualTo("sip:bridge@example.org");
        assertThat(dialIn.pin()).matches("[0-9]{8}");
        BridgeOrder admit = orders(conference.events).get(0);
        assertThat(admit.kind()).isEqualTo(BridgeOrder.Kind.ADMIT);
        assertThat(admit.dialIn().pin()).isEqualTo(dialIn.pin());
        assertThat(conference.events.toString() + admit + conference.conference().view()).doesNotContain(dialIn.pin());
    }

    @Test
    void aCallerIsAParticipantOnceTheBridgeHasLetThemIn() {
        assertThat(told(conference.arrives("call-1", NUMBER))).containsExactly("join p3 call-1", "p3 dialing-in");
        assertThat(conference.row("p3").name()).isEqualTo("+4930987654");

        assertThat(told(conference.answered("p3"))).containsExactly("p3 connected");
        assertThat(told(conference.steer("p3", Steering.MUTE))).containsExactly("mute p3", "p3 muted-via-focus");
        assertThat(told(conference.remove("p3"))).containsExactly("hang up p3", "p3 disconnecting");
    }

    @Test
    void aUserWhoCallsIsThatUserAndMayDoWhatMembersMay() {
        conference.arrives("call-1", "sip:carol@example.org", "carol@example.org");
        conference.answered("p3");

        assertThat(conference.row("p3")).returns("carol", ParticipantView::name).returns("carol@example.org",
                ParticipantView::user);
        assertThat(told(conference.command(new ConferenceCommand.ChangeHand(conference.id, null, true), "carol@example.org")))
                .containsExactly("p3 raises the hand");
        assertThat(conference.conference().viewFor("carol@example.org").dialIn()).isNull();
        assertThat(told(conference.command(new ConferenceCommand.RemoveParticipant(conference.id, "p3"), "carol@example.org")))
                .containsExactly("hang up p3", "p3 disconnecting");
        assertThat(told(conference.left("p3"))).containsExactly("p3 left");
    }

    @Test
    void whomTheBridgeCallsAUserAndWhoIsNoneIsShownByTheAddress() {
        conference.arrives("call-1", "sip:nobody@example.org", "nobody@example.org");
        conference.arrives("call-2", "sip:carol@example.com", "carol@example.com");

        assertThat(conference.row("p3")).returns("sip:nobody@example.org", ParticipantView::name)
                .returns(null, ParticipantView::user);
        assertThat(conference.row("p4")).returns("sip:carol@example.com", ParticipantView::name)
                .returns(null, ParticipantView::user);
    }

    @Test
    void anArrivalThatIsToldTwiceIsOneParticipant() {
        conference.arrives("call-1", NUMBER);

        assertThat(conference.arrives("call-1", NUMBER)).isEmpty();
        conference.left("p3");
        assertThat(conference.arrives("call-1", NUMBER)).isEmpty();
    }

    @Test
    void aCallerWhoWithholdsTheNumberIsACallerAndCannotBeCalledBack() {
        conference.arrives("call-1", "");
        assertThat(conference.row("p3").name()).isEqualTo("Caller");

        conference.left("p3");
        assertThatThrownBy(() -> conference.command(new DialAgain(conference.id, "p3")))
                .isInstanceOf(NumberNotAllowedException.class);
    }

    @Test
    void aCallerWithANumberCanBeCalledBack() {
        conference.arrives("call-1", NUMBER);
        conference.left("p3");

        assertThat(told(conference.command(new DialAgain(conference.id, "p3")))).containsExactly("dial p3", "p3 dialing-out");
        assertThat(orders(conference.events)).last().returns("tel:+4930987654", BridgeOrder::address);
    }

    @Test
    void aLockedConferenceTurnsCallersAway() {
        conference.lock(true);

        assertThat(told(conference.arrives("call-1", NUMBER))).containsExactly("turn away call-1 locked");
        conference.lock(false);
        assertThat(told(conference.arrives("call-2", NUMBER))).containsExactly("join p3 call-2", "p3 dialing-in");
    }

    @Test
    void aCallerCountsAsAPort() {
        conference.arrives("call-1", NUMBER);
        conference.arrives("call-2", NUMBER);

        assertThat(told(conference.arrives("call-3", NUMBER))).containsExactly("turn away call-3 full");
        assertThatThrownBy(() -> conference.add("Dave")).isInstanceOf(PortAllowanceExceededException.class);
        conference.left("p3");
        assertThat(told(conference.arrives("call-4", NUMBER))).containsExactly("join p5 call-4", "p5 dialing-in");
    }

    @Test
    void aConferenceThatEndsOrHasEndedTurnsCallersAway() {
        conference.end();
        assertThat(told(conference.arrives("call-1", NUMBER))).containsExactly("turn away call-1 ended");
        conference.left("p2");
        conference.left("p1");
        assertThat(told(conference.arrives("call-2", NUMBER))).containsExactly("turn away call-2 ended");
    }

    @Test
    void aCallerWhomTheBridgeForgetsIsGivenUp() {
        conference.arrives("call-1", NUMBER);

        assertThat(told(conference.after(16))).containsExactly("hang up p3", "p3 disconnecting");
        assertThat(told(conference.after(16))).containsExactly("hang up p3", "p3 no-answer");
    }

    @Test
    void callersCannotMakeUsWriteWithoutEnd() {
        conference.lock(true);
        for (int i = 0; i < 1000; i++) {
            conference.events.add(new ConferenceEvent.CallerTurnedAway(conference.id, conference.now, "call-" + i,
                    TurnAwayReason.LOCKED));
        }

        assertThat(conference.arrives("call-1000", NUMBER)).isEmpty();
    }

    @Test
    void nobodyJoinsAConferenceThatCannotBeCalled() {
        ConferenceFixture closed = ConferenceFixture.running("Bob");

        assertThat(closed.conference().view().dialIn()).isNull();
        assertThat(closed.arrives("call-1", NUMBER)).isEmpty();
    }

    @Test
    void theOwnerMayHaveDialInOrNotUnlessTheBridgeCannotBeCalled() {
        assertThat(view(false, true).dialIn()).isNotNull();
        assertThat(view(true, false).dialIn()).isNull();
        assertThat(view(false, null).dialIn()).isNull();
        assertThatThrownBy(() -> Conference.create("c1", command(true), ConferenceFixture.BRIDGE, ConferenceFixture.OWNER,
                conference.now, ConferenceFixture.POLICY)).isInstanceOf(DialInUnavailableException.class);
    }

    @Test
    void aBridgeThatWasRestartedIsToldThePinAgain() {
        List<ConferenceEvent> again = conference.conference().openDialInAgain(conference.now);

        List<BridgeOrder> orders = orders(List.of(conference.events, again).stream().flatMap(List::stream).toList());
        assertThat(orders).last().returns(BridgeOrder.Kind.ADMIT, BridgeOrder::kind)
                .returns(conference.conference().view().dialIn().pin(), order -> order.dialIn().pin());
    }

    private ConferenceView view(boolean byDefault, Boolean wanted) {
        BridgeChoice bridge = new BridgeChoice(null, "embedded", 4,
                new DialInOffer(null, "sip:bridge@example.org", 6, byDefault));
        return Conference.replay(Conference.create("c1", command(wanted), bridge, ConferenceFixture.OWNER, conference.now,
                ConferenceFixture.POLICY), ConferenceFixture.POLICY).view();
    }

    private static CreateConference command(Boolean dialIn) {
        return new CreateConference("", ConferenceFixture.invitee("Alice"), List.of(ConferenceFixture.invitee("Bob")), null,
                StartPolicy.INITIATOR_FIRST, null, dialIn);
    }

    private static List<BridgeOrder> orders(List<ConferenceEvent> events) {
        return OutboxWriter.write(Conference.replay(List.of(), ConferenceFixture.POLICY), events).stream()
                .map(OutboxEntry::payload).filter(BridgeOrder.class::isInstance).map(BridgeOrder.class::cast).toList();
    }
}
