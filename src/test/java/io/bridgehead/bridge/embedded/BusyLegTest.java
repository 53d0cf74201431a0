package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.test.Threat;

/** A leg that is busy holds its own lock and may need its conference's next: who holds that must not wait for the leg. */
class BusyLegTest {

    private static final LegId LEG = new LegId("c1", "p1", 1);
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

    private final ScriptedCalls calls = new ScriptedCalls();
    private final BusyLegs legs = new BusyLegs();
    private final EmbeddedBridge bridge = new EmbeddedBridge(EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                    MediaConfig.on("127.0.0.1").withPorts(0, 0))
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)), event -> {
            }, legs);

    @Test
    @Threat(26)
    void whoAsksForTheCallsDoesNotWaitForOneThatIsBusy() {
        bridge.start(calls);
        bridge.execute(new BridgeCommand.Dial(LEG, "sip:ann@192.0.2.7:5080", "", ""));
        calls.last().answer(SDP);
        legs.asking = () -> bridge.execute(new BridgeCommand.ListLegs("c1")).legs();

        bridge.execute(new BridgeCommand.Steer(LEG, Steering.MUTE, 1));

        assertThat(legs.answer).isCompletedWithValueMatching(up -> up.size() == 1);
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        bridge.close();
    }

    /** Asks the bridge for its calls while one of them writes itself down. */
    private static final class BusyLegs implements KeptLegs {

        private final CompletableFuture<List<BridgeLegs.Leg>> answer = new CompletableFuture<>();
        private Supplier<List<BridgeLegs.Leg>> asking;

        @Override
        public void note(KeptLeg leg) {
            if (asking != null && !answer.isDone()) {
                try {
                    answer.complete(CompletableFuture.supplyAsync(asking).get(5, TimeUnit.SECONDS));
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                    answer.completeExceptionally(e);
                }
            }
        }

        @Override
        public CompletionStage<Void> keep(KeptLeg leg) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void forget(LegId leg) {
            // was never kept
        }

        @Override
        public List<KeptLeg> all() {
            return List.of();
        }
    }
}
