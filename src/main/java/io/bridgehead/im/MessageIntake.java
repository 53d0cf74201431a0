package io.bridgehead.im;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.TooManyKeptException;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.TemporarilyUnavailableException;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;

/**
 * Takes MESSAGEs in: first they are durable, then they travel, at last the log knows what became of them. No method blocks;
 * what they return completes on the caller's executor once the log has written.
 */
public final class MessageIntake {

    private static final Logger LOG = Logger.getLogger(MessageIntake.class);
    private static final int KEPT = 202;
    private static final int AWAY = 480;
    private static final int RETRY_AFTER = 1;
    private static final int OUTCOME_UNKNOWN = 500;

    private final MessageLog log;
    /** What this process works on, to tell a request under way from one that an earlier process left behind. */
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    public MessageIntake(MessageLog log) {
        this.log = log;
    }

    /**
     * A message that may travel, or the answer to one that has.
     *
     * @param id the log's row
     * @param answer the status that answers a repeat; empty if the message is to be relayed
     */
    public record Admission(long id, Optional<Integer> answer) {
    }

    /** The log's entry of a request: the request whole, but without credentials. */
    public static LogEntry entry(SipRequest request, String sender, String receiver) {
        byte[] raw = request.copy().removeHeader(SipHeader.AUTHORIZATION).removeHeader(SipHeader.PROXY_AUTHORIZATION)
                .toBytes();
        return LogEntry.sip(sender, receiver, request.callId(), request.cseq().number(), raw)
                .withContentType(request.contentType());
    }

    /**
     * Writes a message down. A repeat of one that an earlier process left half done goes nowhere: whether the receiver has it
     * is not known, and nobody is to get it twice.
     *
     * @return fails with a {@link ServiceUnavailableException} if it repeats a message still under way, whose answer is not
     *         known yet, and with 500 if its answer will never be known: its sender, who was promised nothing, may send it anew
     */
    public CompletionStage<Admission> admit(LogEntry entry, Executor then) {
        return log.accept(entry, then).thenApply(accepted -> {
            Optional<Integer> answer = accepted.repeatOf().flatMap(MessageIntake::answer);
            if (answer.isEmpty() && !underWay.add(accepted.id())) {
                throw new ServiceUnavailableException(RETRY_AFTER);
            }
            if (answer.isEmpty() && accepted.repeatOf().isPresent()) {
                underWay.remove(accepted.id());
                throw new SipResponseException(OUTCOME_UNKNOWN, "Interrupted Before, Send As New Message");
            }
            return new Admission(accepted.id(), answer);
        });
    }

    private static Optional<Integer> answer(Accepted.Repeat first) {
        return switch (first.status()) {
            case KEPT, SUPERSEDED, EXPIRED -> Optional.of(KEPT);
            default -> first.responseCode();
        };
    }

    /** Writes down a message that was refused before it was admitted; the sender is told this code. */
    public CompletionStage<Void> refused(LogEntry entry, int code, Executor then) {
        return log.accept(entry, then).thenCompose(accepted -> accepted.repeatOf().isEmpty()
                ? log.failed(accepted.id(), code, then)
                : CompletableFuture.completedStage(null));
    }

    /**
     * The receiver answered 2xx. The message itself is durable, so nobody waits for this note: after a crash in between the row
     * says accepted only, as after one between the receiver's answer and any note.
     */
    public void delivered(long id, int code) {
        log.deliveredInPassing(id, code, Runnable::run).whenComplete((written, failure) -> {
            underWay.remove(id);
            if (failure != null) {
                LOG.warn("The log could not note that a message was delivered");
            }
        });
    }

    /** The receiver refused, or nothing else can be done; the sender is told this code. */
    public CompletionStage<Void> failed(long id, int code, Executor then) {
        return log.failed(id, code, then).whenComplete((written, failure) -> underWay.remove(id));
    }

    /**
     * The receiver is away: the message waits. The sender is told 202 (RFC 3428 §7).
     *
     * @return fails with a {@link TemporarilyUnavailableException} if too many wait already, or its sender does not want it to
     *         wait; the message has then failed with 480
     */
    public CompletionStage<Void> keep(long id, Keeping keeping, Executor then) {
        if (Duration.ZERO.equals(keeping.atMost())) {
            return refuse(id, "Receiver Away", then);
        }
        return log.kept(id, keeping, then).handle((written, failure) -> {
            if (failure == null) {
                underWay.remove(id);
                return CompletableFuture.<Void> completedStage(null);
            }
            if (!(cause(failure) instanceof TooManyKeptException)) {
                underWay.remove(id);
                return CompletableFuture.<Void> failedStage(cause(failure));
            }
            return refuse(id, "Too Many Messages Waiting", then);
        }).thenCompose(outcome -> outcome);
    }

    private CompletionStage<Void> refuse(long id, String reason, Executor then) {
        return failed(id, AWAY, then).thenApply(done -> {
            throw new TemporarilyUnavailableException(reason);
        });
    }

    /** What a stage failed with, without what stages wrap around it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (cause(e) instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
