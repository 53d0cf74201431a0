package io.bridgehead.bridge.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Body;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeMapping;
import io.bridgehead.conference.Arrival;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.LegEvent;
import io.bridgehead.conference.Talk;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Takes in what bridges report: into the message log, then into the conference. */
@ApplicationScoped
@Named("bridgeEvents")
@RegisterForReflection
public class BridgeEvents {

    private static final Logger LOG = Logger.getLogger(BridgeEvents.class);

    private final MessageLog log;
    private final ConferenceService conferences;
    private final Clock clock;
    private final ObjectMapper json;

    BridgeEvents(MessageLog log, ConferenceService conferences, ObjectMapper json, Clock clock) {
        this.clock = clock;
        this.log = log;
        this.conferences = conferences;
        this.json = json;
    }

    /** Writes the event down; it stays the body. */
    public CompletionStage<BridgeEvent> log(@Body BridgeEvent event) throws JsonProcessingException {
        return log.accept(entry(event)).thenApply(accepted -> event);
    }

    /** Whether the event says only that somebody speaks, or no longer does. */
    public boolean isTalk(@Body BridgeEvent event) {
        return event.kind() == BridgeEventKind.TALKING || event.kind() == BridgeEventKind.QUIET;
    }

    /** Writes down who speaks without waiting for it. */
    public Talk talk(@Body BridgeEvent event) throws JsonProcessingException {
        log.acceptInPassing(entry(event)).whenComplete((accepted, failure) -> {
            if (failure != null) {
                LOG.debugf("The log could not note who speaks: %s", failure.getMessage());
            }
        });
        return new Talk(event.leg(), event.kind() == BridgeEventKind.TALKING, event.time());
    }

    /** Tells the conference that somebody is there. What is missed now is heard the next time. */
    public void noteLife(@Body Talk talk) {
        try {
            conferences.observe(LegEvent.of(talk.leg(), LegEvent.Kind.ACTIVE, null, talk.at(), 0), clock.instant());
        } catch (RuntimeException e) {
            LOG.debugf("A sign of life in conference %s was not noted: %s", talk.leg().conferenceId(), e.getMessage());
        }
    }

    private LogEntry entry(BridgeEvent event) throws JsonProcessingException {
        byte[] raw = json.writeValueAsString(event.toJson()).getBytes(StandardCharsets.UTF_8);
        return LogEntry.of(Hop.BRIDGE_EVENT, event.kind().word(), raw)
                .withOperation(event.kind().word(), event.leg() == null ? null : event.leg().toString())
                .withConference(event.conferenceId()).withContentType("application/json");
    }

    public void observe(@Body BridgeEvent event) {
        Optional<Arrival> arrival = BridgeMapping.toArrival(event);
        if (arrival.isPresent()) {
            conferences.arrived(arrival.get(), clock.instant());
        } else {
            conferences.observe(BridgeMapping.toLegEvent(event), clock.instant());
        }
    }

    /** Does what is due: telephones that rang too long, hang-ups nobody confirmed. */
    public void tick() {
        conferences.tick(clock.instant());
    }
}
