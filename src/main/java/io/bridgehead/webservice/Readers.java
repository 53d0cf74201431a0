package io.bridgehead.webservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Variable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Who can read news of a conference. Telephones are users' devices too, but most refuse a MESSAGE with SOAP (415): a user all
 * of whose devices did so is told nothing more until there is a new device.
 */
@Named("readers")
@Singleton
@RegisterForReflection(fields = false)
public class Readers {

    /** A refusal that crossed the registration of a new device on its way does not count for longer. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Users remembered; one more costs a message that is refused. */
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    Readers(Clock clock) {
        this.clock = clock;
    }

    /** Whether some device of the recipient may understand a message, as far as is known. */
    public synchronized boolean canRead(@Variable(OutgoingMessage.RECIPIENT) String recipient) {
        Instant at = refused.get(recipient);
        return at == null || !clock.instant().isBefore(at.plus(REMEMBERED));
    }

    /** All devices of the recipient have refused to read a message. */
    public synchronized void refused(@Variable(OutgoingMessage.RECIPIENT) String recipient) {
        refused.remove(recipient);
        refused.put(recipient, clock.instant());
    }

    /** The sender has a new device, which may read. */
    public synchronized void registered(@Variable(ConferenceServiceCall.SENDER) String sender) {
        refused.remove(sender);
    }
}
