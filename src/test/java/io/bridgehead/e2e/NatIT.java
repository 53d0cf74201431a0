package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;

/** Behind a router that forgets a mapping after half a minute of silence, as home routers do. */
class NatIT {

    private static final int ROUTER_FORGETS_SECONDS = 30;
    private static final int SILENCE_SECONDS = 40;
    private static final int SECONDS = 40;
    /** A message into a forgotten mapping is given up after 32 s (Timer F). */
    private static final int AFTER_TIMER_F_SECONDS = 100;

    enum Transport {
        UDP,
        TCP
    }

    @RegisterExtension
    static final Neighbourhood TOWN = new Neighbourhood();

    private static Telephones outside;
    private static final Client[] CONFERENCES = new Client[2];
    private static Peer linphone;
    private static Peer silent;

    /** Everybody begins, and then nothing happens for longer than the router remembers. */
    @BeforeAll
    static void begin() {
        TOWN.network().forgetAfter(ROUTER_FORGETS_SECONDS);
        outside = TOWN.keep(Telephones.directly(2 * Transport.values().length));
        outside.all().forEach(Telephones.Telephone::rings);
        linphone = TOWN.keep(Peers.linphone("UDP", "carol", TOWN.site()));
        silent = TOWN.keep(Peers.silentTelephone("dave", "alice", TOWN.site()));
        linphone.start();
        silent.start();
        ManyAccounts.add(TOWN.product, Scene.PASSWORD, List.of("udp", "tcp"));
        for (Transport transport : Transport.values()) {
            Client client = TOWN.keep(Client.runAt(TOWN.network()::inside,
                    TOWN.network().server() + ":" + TOWN.product.sip().getPort() + ";transport="
                            + transport.name().toLowerCase(Locale.ROOT),
                    transport.name().toLowerCase(Locale.ROOT), Scene.PASSWORD, "start", "--me",
                    owners(transport).uri(), outside.get(2 * transport.ordinal() + 1).uri()));
            CONFERENCES[transport.ordinal()] = client;
            client.awaitLine("ringing");
        }
        linphone.awaitRegistered();
        silent.awaitRegistered();
        Awaitility.await("silence").pollDelay(SILENCE_SECONDS, TimeUnit.SECONDS).atMost(SILENCE_SECONDS + 5, TimeUnit.SECONDS)
                .until(() -> true);
    }

    private static Telephones.Telephone owners(Transport transport) {
        return outside.get(2 * transport.ordinal());
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @Feature("A023")
    void aStatusReachesAClientAfterALongSilence(Transport transport) {
        owners(transport).answer();

        CONFERENCES[transport.ordinal()].awaitLine("in the call");
    }

    @Test
    @Feature("A023")
    void aMessageReachesASoftphoneThatSendsCrlfs() {
        assertThat(TOWN.write(linphone, "to-linphone")).isEqualTo(200);

        linphone.awaitReceived("to-linphone", SECONDS);
    }

    @Test
    @Feature({ "A023", "A041" })
    void whatCannotReachASilentTelephoneIsKeptUntilItRegistersAgain() {
        assertThat(TOWN.write(silent, "to-the-silent")).isEqualTo(202);

        silent.awaitReceived("to-the-silent", AFTER_TIMER_F_SECONDS);
    }
}
