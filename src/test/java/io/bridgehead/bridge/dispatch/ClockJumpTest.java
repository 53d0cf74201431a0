package io.bridgehead.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.DefaultConferenceService;
import io.bridgehead.conference.InMemoryConferenceRepository;
import io.bridgehead.conference.Invitee;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.im.SteadyClock;
import io.bridgehead.test.Threat;

/** Somebody sets the machine's clock while telephones ring. */
class ClockJumpTest {

    private static final String OWNER = "carol@example.org";
    private static final ConferencePolicy POLICY = ConferencePolicy.defaults();

    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final SteadyClock clock = new SteadyClock((InstantSource) wall::get, nanos::get);
    private final ConferenceService service = new DefaultConferenceService(new InMemoryConferenceRepository(),
            new BridgeCatalog(Set.of("embedded"), "embedded", List.of(), Map.of()), POLICY);
    private final BridgeEvents events = new BridgeEvents(null, service, new ObjectMapper(), clock);

    @ParameterizedTest
    @ValueSource(ints = { 24, -24 })
    @Threat(29)
    void nothingEndsBeforeOrAfterItsTime(int hours) {
        String id = service.execute(new CreateConference("", new Invitee("Carol", "sip:carol@192.0.2.1"),
                List.of(new Invitee("Bob", "sip:bob@192.0.2.2")), null, null), "m1", OWNER, clock.instant()).conferenceId();
        LegId leg = new LegId(id, "p1", 1);
        wall.updateAndGet(time -> time.plus(Duration.ofHours(hours)));
        events.observe(BridgeEvent.of(BridgeEventKind.RINGING, leg, wall.get(), 1));
        events.tick();
        assertThat(state(id)).isEqualTo(ParticipantState.ALERTING);

        nanos.addAndGet(POLICY.ringTimeout().toNanos());
        events.tick();

        assertThat(state(id)).isEqualTo(ParticipantState.DISCONNECTING);
    }

    private ParticipantState state(String id) {
        return service.view(id, OWNER).participants().get(0).state();
    }
}
