package io.bridgehead.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.bridgehead.conference.Adding;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.ConferencePhase;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.DialIn;
import io.bridgehead.conference.DialInOrder;
import io.bridgehead.conference.DisconnectionMethod;
import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.RosterPart;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.Steering;
import io.bridgehead.conference.TelephoneAddress;
import io.bridgehead.conference.TurnAwayReason;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The core's records as JSON columns. What a newer release wrote can be read: unknown properties are passed over. Every
 * record and enum that is stored is registered here for the native image; a test compares.
 */
@RegisterForReflection(targets = { ConferenceEvent.ConferenceCreated.class, ConferenceEvent.DialInOpened.class,
        ConferenceEvent.CallerAdmitted.class,
        ConferenceEvent.CallerTurnedAway.class, DialIn.class, DialInOrder.class, TurnAwayReason.class,
        ConferenceEvent.ParticipantAdded.class,
        ConferenceEvent.DialRequested.class, ConferenceEvent.ParticipantStateChanged.class,
        ConferenceEvent.HangUpRequested.class, ConferenceEvent.SteeringRequested.class,
        ConferenceEvent.LockChanged.class, ConferenceEvent.HandChanged.class, ConferenceEvent.ModeratorChanged.class,
        ConferenceEvent.PolicyChanged.class, ConferenceEvent.ActivitySeen.class, ConferenceRule.class, OnLeaving.class,
        Adding.class,
        ConferenceEvent.EndRequested.class,
        ConferenceEvent.ConferenceEnded.class, CommandAnswer.class, BridgeOrder.class, BridgeOrder.Kind.class,
        StatusChange.class, RosterPart.class, ParticipantView.class, TelephoneAddress.class, LegId.class, Cause.class,
        Cause.Source.class, ConferencePhase.class, DisconnectionMethod.class, EndReason.class, HangUpReason.class,
        KnownBy.class, Outcome.class, ParticipantState.class, StartPolicy.class, Steering.class })
final class StoredJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL).build();

    private StoredJson() {
    }

    static String write(Object value) {
        try {
            // PostgreSQL keeps no NUL; inside JSON text it is escaped, so that none is in the column.
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("Cannot be written as JSON: " + value.getClass().getSimpleName(), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            // Without the parser's words, which quote what they stumbled over.
            StoreException unreadable = new StoreException("Stored JSON is not a " + type.getSimpleName(), null);
            unreadable.setStackTrace(e.getStackTrace());
            throw unreadable;
        }
    }
}
