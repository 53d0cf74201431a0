package io.bridgehead.app;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Header;

import io.bridgehead.store.ConferenceRetention;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How long ended conferences are remembered. */
@ApplicationScoped
@Named("conferenceKeeping")
@RegisterForReflection
public class ConferenceKeeping {

    private final ConferenceRetention conferences;

    ConferenceKeeping(ConferenceRetention conferences) {
        this.conferences = conferences;
    }

    /**
     * Removes conferences that ended longer ago; blocks.
     *
     * @param retention an ISO 8601 duration
     * @return how many were removed
     */
    public int forget(@Header("retention") String retention) {
        return conferences.forgetEndedBefore(Instant.now().minus(Duration.parse(retention)));
    }
}
