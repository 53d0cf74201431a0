package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.interop.Ability;
import io.bridgehead.test.interop.InteropRecord;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;
import io.bridgehead.test.interop.Trials;

/**
 * Clients made by others, all at once behind one router: they register, chat, live through our restart and through a change of
 * their network. What they can do becomes {@code docs/interop.md}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class InteropIT {

    private static final int SECONDS = 30;
    /**
     * A message on its way into a network that is gone is given up after 32 s (Timer F), and waits for the next registration.
     */
    private static final int AFTER_TIMER_F_SECONDS = 75;

    @RegisterExtension
    static final Neighbourhood TOWN = new Neighbourhood();

    @RegisterExtension
    final InteropRecord record = new InteropRecord();

    private Trials trials;

    @BeforeAll
    void tryEverybody() {
        List<Peer> peers = Peers.all(TOWN.site(), Neighbourhood.ALICE);
        ManyAccounts.add(TOWN.product, Scene.PASSWORD, peers.stream().map(Peer::user).toList());
        trials = TOWN.keep(new Trials(peers));
        record.of(trials, peers);

        trials.run(Ability.REGISTERS, peer -> {
            peer.start();
            peer.awaitRegistered();
        });
        trials.run(Ability.SENDS, peer -> {
            peer.send(Neighbourhood.ALICE, "from-" + peer.user());
            TOWN.alice().awaitMessage("from-" + peer.user());
        });
        trials.run(Ability.RECEIVES, peer -> tellAndSee(peer, "to-" + peer.user(), SECONDS));
        TOWN.restart();
        trials.run(Ability.COMES_BACK, peer -> tellAndSee(peer, "after-restart-" + peer.user(), AFTER_TIMER_F_SECONDS));
        TOWN.network().changeOutsideAddress();
        trials.run(Ability.MOVES, peer -> tellAndSee(peer, "after-change-" + peer.user(), AFTER_TIMER_F_SECONDS));
    }

    private static void tellAndSee(Peer peer, String text, int seconds) {
        assertThat(TOWN.write(peer, text)).as("delivered or kept").isIn(200, 202);
        peer.awaitReceived(text, seconds);
    }

    List<Peer> registering() {
        return trials.peers(Ability.REGISTERS);
    }

    List<Peer> sending() {
        return trials.peers(Ability.SENDS);
    }

    List<Peer> receiving() {
        return trials.peers(Ability.RECEIVES);
    }

    List<Peer> comingBack() {
        return trials.peers(Ability.COMES_BACK);
    }

    List<Peer> moving() {
        return trials.peers(Ability.MOVES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("registering")
    @Feature("A039")
    void registers(Peer peer) {
        trials.check(peer, Ability.REGISTERS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sending")
    @Feature({ "A006", "A059" })
    void sendsAMessage(Peer peer) {
        trials.check(peer, Ability.SENDS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("receiving")
    @Feature({ "A006", "A059" })
    void receivesAMessage(Peer peer) {
        trials.check(peer, Ability.RECEIVES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("comingBack")
    @Feature("A039")
    void isBackAfterOurRestartAndMissesNothing(Peer peer) {
        trials.check(peer, Ability.COMES_BACK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moving")
    @Feature("A023")
    void survivesAChangeOfItsNetworkAndMissesNothing(Peer peer) {
        trials.check(peer, Ability.MOVES);
    }
}
