package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.test.Feature;

/** Muting, holding and locking. */
@Feature("A034")
class SteeringTest {

    private final ConferenceFixture conference = ConferenceFixture.running("Bob");
    private final LegId bobs = new LegId(conference.id, "p2", 1);

    @Test
    void aMutedPersonIsMutedByTheBridgeAndSeenMutedUntilUnmuted() {
        assertThat(told(conference.steer("p2", Steering.MUTE))).containsExactly("mute p2", "p2 muted-via-focus");
        assertThat(conference.row("p2").muted()).isTrue();
        assertThat(conference.row("p2").knownBy()).isEqualTo(KnownBy.COMMAND);

        assertThat(told(conference.steer("p2", Steering.UNMUTE))).containsExactly("unmute p2", "p2 connected");
        assertThat(conference.row("p2").muted()).isFalse();
    }

    @Test
    void doesNothingTwice() {
        conference.steer("p2", Steering.MUTE);
        assertThat(conference.steer("p2", Steering.MUTE)).isEmpty();
        assertThat(conference.steer("p2", Steering.RESUME)).isEmpty();
    }

    @Test
    void whoIsMutedAndHeldComesBackMuted() {
        conference.steer("p2", Steering.MUTE);
        assertThat(told(conference.steer("p2", Steering.HOLD))).containsExactly("hold p2", "p2 on-hold");
        assertThat(conference.row("p2").muted()).isTrue();
        assertThat(told(conference.steer("p2", Steering.RESUME))).containsExactly("resume p2", "p2 muted-via-focus");
    }

    @Test
    void whoIsUnmutedWhileOnHoldComesBackHeard() {
        conference.steer("p2", Steering.MUTE);
        conference.steer("p2", Steering.HOLD);
        assertThat(told(conference.steer("p2", Steering.UNMUTE))).containsExactly("unmute p2");
        assertThat(told(conference.steer("p2", Steering.RESUME))).containsExactly("resume p2", "p2 connected");
    }

    @Test
    void aTelephoneOnItsOwnHoldStaysSoWhateverIsAskedMeanwhile() {
        conference.see(LegEvent.of(bobs, LegEvent.Kind.HELD, null, conference.now, 1));
        assertThat(told(conference.steer("p2", Steering.MUTE))).containsExactly("mute p2");
        assertThat(conference.state("p2")).isEqualTo(ParticipantState.ON_HOLD);
        assertThat(told(conference.see(LegEvent.of(bobs, LegEvent.Kind.RESUMED, null, conference.now, 2))))
                .containsExactly("p2 muted-via-focus");
    }

    @Test
    void aTelephonesOwnHoldIsNotSeenWhileWeHoldIt() {
        conference.steer("p2", Steering.HOLD);
        assertThat(conference.see(LegEvent.of(bobs, LegEvent.Kind.HELD, null, conference.now, 1))).isEmpty();
        assertThat(conference.see(LegEvent.of(bobs, LegEvent.Kind.RESUMED, null, conference.now, 2))).isEmpty();
        assertThat(conference.state("p2")).isEqualTo(ParticipantState.ON_HOLD);
    }

    @Test
    void whoIsMutedWhileRingingJoinsMutedAndForgetsItWithTheCall() {
        conference.add("Carol");
        assertThat(told(conference.steer("p3", Steering.MUTE))).containsExactly("mute p3");
        assertThat(told(conference.answered("p3"))).containsExactly("p3 muted-via-focus");
        conference.left("p3");

        conference.command(new DialAgain(conference.id, "p3"));

        assertThat(conference.row("p3").muted()).isFalse();
        assertThat(told(conference.answered("p3"))).containsExactly("p3 connected");
    }

    @ParameterizedTest
    @EnumSource(Steering.class)
    void nobodyIsSteeredWhoIsNotInTheCall(Steering steering) {
        conference.left("p2");
        assertThatThrownBy(() -> conference.steer("p2", steering)).isInstanceOf(ParticipantNotInCallException.class);
        conference.remove("p1");
        assertThatThrownBy(() -> conference.steer("p1", steering)).isInstanceOf(ParticipantNotInCallException.class);
    }

    @Test
    void aLockedConferenceCallsNobodyUntilItIsUnlocked() {
        conference.left("p2");
        assertThat(told(conference.lock(true))).containsExactly("locked");
        assertThat(conference.conference().view().locked()).isTrue();
        assertThat(conference.lock(true)).isEmpty();
        assertThatThrownBy(() -> conference.add("Carol")).isInstanceOf(ConferenceLockedException.class);
        assertThatThrownBy(() -> conference.command(new DialAgain(conference.id, "p2")))
                .isInstanceOf(ConferenceLockedException.class);

        assertThat(told(conference.lock(false))).containsExactly("unlocked");
        assertThat(told(conference.add("Carol"))).contains("dial p3");
    }
}
