package io.bridgehead.bridge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.http.EventBatch;
import io.bridgehead.bridge.http.EventFeed;
import io.bridgehead.bridge.http.EventPoster;
import io.bridgehead.bridge.http.NumberedEvent;
import io.bridgehead.bridge.http.WebhookSignature;

/** How a simulated bridge offers its events, rightly or wrongly. */
final class Reporting {

    private static final byte[] GARBAGE = "<html>{\"events\":[{\"number\":".getBytes(StandardCharsets.UTF_8);
    private static final int TAKEN = 204;

    private Reporting() {
    }

    static EventFeed.Offer of(SimulatorSettings settings, WebhookSignature signature, ObjectMapper json) {
        EventPoster poster = poster(settings, signature, json);
        return switch (settings.misbehaviour()) {
            case FORGED -> poster(settings, new WebhookSignature(UUID.randomUUID().toString()), json);
            case GARBAGE -> batch -> {
                poster.post(GARBAGE);
                return poster.post(batch);
            };
            case GAPS -> batch -> withGaps(batch, poster);
            default -> poster;
        };
    }

    private static EventPoster poster(SimulatorSettings settings, WebhookSignature signature, ObjectMapper json) {
        return new EventPoster(settings.reportTo(), signature, json, settings.trust());
    }

    private static int withGaps(EventBatch batch, EventPoster poster) throws Exception {
        for (NumberedEvent event : batch.events()) {
            if (event.number() % 2 == 1) {
                int status = poster.post(new EventBatch(batch.epoch(), List.of(event)));
                if (status != TAKEN) {
                    return status;
                }
            }
        }
        return TAKEN;
    }
}
