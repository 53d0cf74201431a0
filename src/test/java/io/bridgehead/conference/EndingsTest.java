package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.told;
import static io.bridgehead.conference.OnLeaving.END;
import static io.bridgehead.conference.OnLeaving.GO_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.test.Feature;

/** When a conference ends by itself, and that each ending says why. */
class EndingsTest {

    private final ConferenceFixture conference = ConferenceFixture.running("Bob", "Carol");

    private List<ConferenceEvent> wish(OnLeaving initiator, OnLeaving last, Duration alone, Duration inactivity,
            Duration length) {
        return conference
                .command(new SetPolicy(conference.id, new ConferenceRule(initiator, last, alone, inactivity, length, null)));
    }

    private void allHungUp(String reason) {
        assertThat(told(conference.left("p2"))).doesNotContain("ended: " + reason);
        conference.left("p3");
        assertThat(told(conference.left("p1"))).contains("ended: " + reason);
    }

    @Test
    @Feature("A118")
    void endsWhenTheInitiatorLeavesUnlessAskedToGoOn() {
        assertThat(told(conference.left("p1"))).contains("ending: initiator-left");
    }

    @Test
    void goesOnWithoutTheInitiatorWhileOthersAreThere() {
        wish(GO_ON, null, null, null, null);

        assertThat(told(conference.left("p1"))).containsExactly("p1 left");
        assertThat(told(conference.add("Dave"))).contains("dial p4");
        conference.refused("p4", 486);
        assertThat(told(conference.left("p2"))).containsExactly("p2 left");
        assertThat(told(conference.left("p3"))).containsExactly("p3 left", "ending: everybody-left", "ended: everybody-left");
    }

    @Test
    void staysOpenWithNobodyInItIfThatIsWished() {
        wish(GO_ON, GO_ON, null, null, null);
        List.of("p1", "p2", "p3").forEach(conference::left);

        assertThat(told(conference.command(new DialAgain(conference.id, "p2")))).contains("dial p2");
        conference.answered("p2");
        assertThat(told(conference.end())).containsExactly("ending: ended-by-owner", "hang up p2", "p2 disconnecting");
    }

    @Test
    void aConferenceThatNeverBeganEndsWhateverIsWished() {
        ConferenceFixture fresh = ConferenceFixture.started(StartPolicy.EAGER, "Bob");
        fresh.command(new SetPolicy(fresh.id, new ConferenceRule(GO_ON, GO_ON, null, null, null, null)));
        fresh.answered("p2");

        assertThat(told(fresh.refused("p1", 486))).contains("ending: initiator-not-reached");
    }

    @Test
    void endsWhenOnePersonHasBeenAloneForTooLong() {
        wish(GO_ON, null, Duration.ofMinutes(5), null, null);
        conference.left("p1");
        conference.left("p2");

        assertThat(conference.conference().due()).contains(conference.now.plusSeconds(300));
        assertThat(conference.after(299)).isEmpty();
        assertThat(told(conference.after(1))).containsExactly("ending: alone", "hang up p3", "p3 disconnecting");
    }

    @Test
    void isNotAloneWhileSomebodyIsBeingCalled() {
        wish(GO_ON, null, Duration.ofMinutes(5), null, null);
        conference.left("p1");
        conference.left("p2");
        conference.after(290);
        conference.command(new DialAgain(conference.id, "p2"));
        assertThat(told(conference.after(50))).isEmpty();
        conference.refused("p2", 486);

        assertThat(told(conference.after(299))).isEmpty();
        assertThat(told(conference.after(1))).contains("ending: alone");
    }

    @Test
    @Feature("A136")
    void endsWhenNobodyTalksAndSaysSo() {
        wish(null, null, null, Duration.ofMinutes(10), null);

        assertThat(told(conference.after(600 + 59))).isEmpty();
        assertThat(told(conference.after(1))).contains("ending: inactive", "hang up p2", "hang up p3")
                .doesNotContain("hang up p1");
        allHungUp("inactive");
    }

    @Test
    @Feature("A136")
    void talkingKeepsItAliveAndIsNotedOnceAMinute() {
        wish(null, null, null, Duration.ofMinutes(10), null);
        Instant last = conference.now;
        int noted = 0;
        for (int second = 0; second < 1200; second += 5) {
            conference.after(5);
            last = conference.now;
            noted += conference.see("p2", LegEvent.Kind.ACTIVE, null).size();
        }

        assertThat(noted).isBetween(18, 20);
        assertThat(conference.conference().due().orElseThrow()).isBetween(last.plusSeconds(600), last.plusSeconds(660));
    }

    @Test
    void onlyWhoIsInTheCallKeepsItAlive() {
        wish(null, null, null, Duration.ofMinutes(10), null);
        conference.left("p2");
        conference.now = conference.now.plusSeconds(120);

        assertThat(conference.see("p2", LegEvent.Kind.ACTIVE, null)).isEmpty();
        assertThat(conference.see(LegEvent.of(new LegId(conference.id, "p3", 7), LegEvent.Kind.ACTIVE, null, null, 0)))
                .isEmpty();
        assertThat(conference.see("p3", LegEvent.Kind.ACTIVE, null)).hasSize(1);
    }

    @Test
    void talkingIsNotNotedWhereItDoesNotMatter() {
        conference.now = conference.now.plusSeconds(3600);

        assertThat(conference.see("p2", LegEvent.Kind.ACTIVE, null)).isEmpty();
    }

    @Test
    void aShorterLengthCountsFromTheBeginning() {
        conference.after(1800);
        wish(null, null, null, null, Duration.ofHours(1));

        assertThat(told(conference.after(1799))).isEmpty();
        assertThat(told(conference.after(1))).contains("ending: maximum-length");
        allHungUp("maximum-length");
    }

    @Test
    void aWishLeavesTheRestAsItIsAndTheSameWishChangesNothing() {
        wish(GO_ON, null, Duration.ofMinutes(5), null, null);
        assertThat(wish(null, null, Duration.ofMinutes(5), null, null)).isEmpty();
        wish(null, END, null, Duration.ofMinutes(20), null);

        assertThat(conference.conference().view().ending()).isEqualTo(
                new ConferenceRule(GO_ON, END, Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofHours(12),
                        Adding.IN_CHARGE));
    }

    @Test
    void refusesMoreThanTheOperatorAllows() {
        ConferenceRule usual = new ConferenceRule(END, END, Duration.ofMinutes(5), Duration.ZERO, Duration.ofHours(2), null);
        RuleLimits limits = new RuleLimits(usual, Duration.ofMinutes(30), Duration.ZERO);

        assertThat(limits.apply(null, usual)).isEqualTo(usual);
        assertThat(limits.apply(new ConferenceRule(null, null, Duration.ofMinutes(30), Duration.ofDays(1), null, null), usual))
                .isEqualTo(new ConferenceRule(END, END, Duration.ofMinutes(30), Duration.ofDays(1), Duration.ofHours(2), null));
        for (ConferenceRule wish : List.of(new ConferenceRule(null, null, Duration.ofMinutes(31), null, null, null),
                new ConferenceRule(null, null, Duration.ZERO, null, null, null),
                new ConferenceRule(null, null, null, null, Duration.ofHours(3), null),
                new ConferenceRule(null, null, null, null, Duration.ZERO, null))) {
            assertThatThrownBy(() -> limits.apply(wish, usual)).isInstanceOf(PolicyNotAllowedException.class);
        }
        assertThatThrownBy(() -> limits.apply(new ConferenceRule(null, null, null, Duration.ofSeconds(-1), null, null), usual))
                .isInstanceOf(InvalidCommandException.class);
    }
}
