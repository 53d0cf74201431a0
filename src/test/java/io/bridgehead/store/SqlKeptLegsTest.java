package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.embedded.KeptLeg;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.codec.G711;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.sip.dialog.KeptDialog;
import io.bridgehead.test.Threat;

class SqlKeptLegsTest {

    private static final LegId LEG = LegId.parse("c1.p1.1");
    static final KeptLeg RINGING = new KeptLeg(LEG, "sip:ann@192.0.2.7", "Budget", Instant.ofEpochSecond(1_800_000_000),
            null, null, null);
    private static final KeptLeg ANSWERED = new KeptLeg(LEG, RINGING.address(), RINGING.callerName(), RINGING.dialledAt(),
            new KeptLeg.Answered(new KeptDialog("call", "<sip:b@x>;tag=1", "<sip:a@x>;tag=2", List.of("<sip:p;lr>"),
                    "sip:a@192.0.2.7", "tcp://[2001:db8::1]:5060", 2, -1, "<sip:b@192.0.2.1>", "v=0\r\n"), 30002, 3,
                    new NegotiatedAudio(new InetSocketAddress("2001:db8::2", 4000), new InetSocketAddress("192.0.2.7", 4001),
                            G711.PCMA, 8, 0, 101, Direction.SENDONLY),
                    true, false),
            null, null);

    @DatabaseTest
    @Threat(23)
    void readsBackWhatALegWasAtLast(TestDatabase test) {
        SqlKeptLegs legs = new SqlKeptLegs(test.open(), "one");

        legs.note(RINGING);
        legs.keep(ANSWERED).toCompletableFuture().join();

        assertThat(legs.all()).containsExactly(ANSWERED);
        KeptLeg over = new KeptLeg(LEG, RINGING.address(), RINGING.callerName(), RINGING.dialledAt(), null,
                Cause.sip(486, "Busy Here"), BridgeEventKind.REFUSED);
        legs.keep(over).toCompletableFuture().join();
        assertThat(legs.all()).containsExactly(over);
    }

    @DatabaseTest
    void forgetsOnlyTheLegNamed(TestDatabase test) {
        SqlKeptLegs legs = new SqlKeptLegs(test.open(), "one");
        KeptLeg other = new KeptLeg(LegId.parse("c1.p2.1"), "tel:+4930", "", RINGING.dialledAt(), null, null, null);
        legs.note(RINGING);

        legs.forget(LEG);
        legs.keep(other).toCompletableFuture().join();

        assertThat(legs.all()).containsExactly(other);
    }

    @DatabaseTest
    void aProcessSeesNoCallsOfAnother(TestDatabase test) {
        new SqlKeptLegs(test.open(), "one").keep(RINGING).toCompletableFuture().join();

        assertThat(new SqlKeptLegs(test.open(), "two").all()).isEmpty();
    }
}
