package io.bridgehead.webservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Whose devices are registered and do not answer: each message to one costs half a minute (RFC 3261, timer F) of somebody who
 * could tell others something meanwhile. After two in a row such a user is tried only once in a while.
 */
@Named("silences")
@Singleton
@RegisterForReflection(fields = false)
public class Silences {

    /** So long nothing is sent to who is silent; longer than a message that nobody answers takes. */
    static final Duration PAUSE = Duration.ofSeconds(60);
    /** Who is not registered is known to be away at once; only waiting longer than this is silence. */
    static final Duration SLOW = Duration.ofSeconds(10);
    /** Users remembered; one more costs a message that is waited for. */
    static final int MOST = 10_000;
    private static final int IN_A_ROW = 2;
    private static final String ASKED_AT = "askedAt";

    private static final class Silence {
        private int unanswered;
        private Instant tryAt = Instant.MIN;
        private Instant heardAt = Instant.MIN;
        private Instant unansweredAt = Instant.MIN;
    }

    private final Clock clock;
    private final Consumer<String> answersAgain;
    private final Map<String, Silence> users = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Silence> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    public Silences(Clock clock, Snapshots snapshots) {
        this(clock, snapshots::answersAgain);
    }

    /** @param answersAgain is told of users who were silent, in which time news was passed over */
    Silences(Clock clock, Consumer<String> answersAgain) {
        this.clock = clock;
        this.answersAgain = answersAgain;
    }

    /** Notes when the message is sent. */
    public void begin(Exchange exchange) {
        exchange.setVariable(ASKED_AT, clock.instant());
    }

    /** Whether a message may be sent to the recipient now. Of several to somebody silent only one tries. */
    public synchronized boolean mayAsk(@Variable(OutgoingMessage.RECIPIENT) String recipient) {
        Instant now = clock.instant();
        Silence silence = users.get(recipient);
        if (silence == null || silence.unanswered < IN_A_ROW) {
            return true;
        }
        if (now.isBefore(silence.tryAt)) {
            return false;
        }
        silence.tryAt = now.plus(PAUSE);
        return true;
    }

    /** The message was not taken. If that took long, the recipient's devices are silent, unless heard of meanwhile. */
    public synchronized void notTaken(Exchange exchange, @Variable(OutgoingMessage.RECIPIENT) String recipient) {
        Instant askedAt = exchange.getVariable(ASKED_AT, Instant.class);
        Instant now = clock.instant();
        if (askedAt == null || now.isBefore(askedAt.plus(SLOW))) {
            return;
        }
        Silence silence = users.computeIfAbsent(recipient, user -> new Silence());
        // Several that were on their way at the same time are one sign.
        if (silence.heardAt.isBefore(askedAt) && !askedAt.isBefore(silence.unansweredAt)) {
            silence.unanswered++;
            silence.unansweredAt = now;
            silence.tryAt = now.plus(PAUSE);
        }
    }

    /** A device of the recipient has taken a message. */
    public void taken(@Variable(OutgoingMessage.RECIPIENT) String recipient) {
        boolean again;
        synchronized (this) {
            Silence silence = users.get(recipient);
            again = silence != null && heard(silence);
        }
        if (again) {
            answersAgain.accept(recipient);
        }
    }

    /** The sender is there: has a new device, or has sent something. */
    public synchronized void heardOf(@Variable(ConferenceServiceCall.SENDER) String sender) {
        heard(users.computeIfAbsent(sender, user -> new Silence()));
    }

    private boolean heard(Silence silence) {
        boolean ended = silence.unanswered >= IN_A_ROW;
        silence.unanswered = 0;
        silence.heardAt = clock.instant();
        return ended;
    }
}
