package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.conference.ConferenceCommand.TransferModerator;

/** Events and outbox rows survive plain Jackson, so that a store needs no knowledge of them. */
class StoredFormTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void everyEventIsReadBackByItsType() throws Exception {
        ConferenceFixture conference = wholeLife();

        assertThat(conference.events).extracting(ConferenceEvent::type).containsAll(ConferenceEvent.TYPES.keySet());
        for (ConferenceEvent event : conference.events) {
            ConferenceEvent read = json.readValue(json.writeValueAsString(event), ConferenceEvent.TYPES.get(event.type()));
            assertThat(read).isEqualTo(event);
        }
    }

    @Test
    void everyOutboxRowIsReadBackByItsTopic() throws Exception {
        ConferenceFixture conference = wholeLife();
        List<OutboxEntry> rows = OutboxWriter.write(Conference.replay(List.of(), ConferenceFixture.POLICY), conference.events);

        for (OutboxEntry row : rows) {
            Class<? extends OutboxPayload> type = row.topic() == OutboxEntry.Topic.BRIDGE ? BridgeOrder.class
                    : StatusChange.class;
            OutboxPayload read = json.readValue(json.writeValueAsString(row.payload()), type);
            assertThat(read).isEqualTo(row.payload());
        }
    }

    @Test
    void anAnswerIsReadBack() throws Exception {
        CommandAnswer answer = new CommandAnswer("c1", 3, List.of("p1", "p2"), false);

        assertThat(json.readValue(json.writeValueAsString(answer), CommandAnswer.class)).isEqualTo(answer);
    }

    @Test
    void aPolicyFromBeforeThereWasAChoiceWhoMayAddLeavesThatToThoseInCharge() throws Exception {
        ConferenceFixture conference = wholeLife();
        List<ConferenceEvent> stored = new ArrayList<>();
        for (ConferenceEvent event : conference.events) {
            String old = json.writeValueAsString(event).replaceAll(",\"adding\":[^,}]*", "");
            stored.add(json.readValue(old, ConferenceEvent.TYPES.get(event.type())));
        }

        assertThat(stored).isNotEqualTo(conference.events);
        assertThat(Conference.replay(stored, ConferenceFixture.POLICY).view().ending().adding()).isEqualTo(Adding.IN_CHARGE);
    }

    private static ConferenceFixture wholeLife() {
        ConferenceFixture conference = ConferenceFixture.withDialIn(50);
        conference.arrives("call-1", "");
        conference.answered("p3");
        conference.steer("p3", Steering.HOLD);
        conference.lock(true);
        conference.arrives("call-2", "tel:+4930123456");
        conference.command(new ChangeHand(conference.id, "p2", true));
        conference.command(new TransferModerator(conference.id, "bob@example.org"));
        conference.command(new SetPolicy(conference.id,
                new ConferenceRule(null, null, null, Duration.ofMinutes(10), Duration.ofHours(1), null)));
        conference.now = conference.now.plusSeconds(90);
        conference.see("p2", LegEvent.Kind.ACTIVE, null);
        conference.remove("p2");
        conference.left("p2");
        conference.left("p1");
        conference.left("p3");
        return conference;
    }
}
