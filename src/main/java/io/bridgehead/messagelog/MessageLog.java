package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The log of all messages. What a returned stage completed for is durable: it survives the end of the process and of the
 * machine. Stages complete on a thread that may block, unless the caller names an executor; an executor that runs its tasks
 * at once completes them on the thread that writes for everybody, which may only hand over. A stage, or a find method, fails
 * with the store's exceptions when the store is gone or overloaded; the message is then to be refused, for nothing was
 * promised for it.
 */
public interface MessageLog {

    /** The most messages one {@code find…} or {@link #keptFor} gives back. */
    int FIND_LIMIT = 10_000;

    /**
     * Writes a message down. A SIP request with the sender, Call-ID and CSeq of an earlier one is not written again but
     * reported as its repeat.
     */
    CompletionStage<Accepted> accept(LogEntry entry);

    /** Like {@link #accept(LogEntry)}, completing on an executor of the caller's. */
    default CompletionStage<Accepted> accept(LogEntry entry, Executor then) {
        return accept(entry).thenApplyAsync(done -> done, then);
    }

    /**
     * Like {@link #accept(LogEntry)} for what nobody waits for: written together with whatever is written next, or some
     * milliseconds later, so that it costs no write to the disk of its own.
     */
    default CompletionStage<Accepted> acceptInPassing(LogEntry entry) {
        return accept(entry);
    }

    /** The receiver answered with this code. */
    CompletionStage<Void> delivered(long id, int code);

    /**
     * Like {@link #delivered} for a caller who does not wait: written together with whatever is written next, or some
     * milliseconds later, so that it costs no write to the disk of its own. What is asked of this log afterwards knows it.
     */
    CompletionStage<Void> deliveredInPassing(long id, int code);

    /** Like {@link #deliveredInPassing(long, int)}, completing on an executor of the caller's. */
    default CompletionStage<Void> deliveredInPassing(long id, int code, Executor then) {
        return deliveredInPassing(id, code).thenApplyAsync(done -> done, then);
    }

    /**
     * The receiver is away; the message waits for {@link #keptFor}, until it expires or a newer one supersedes it.
     *
     * @return fails with {@link TooManyKeptException} when too many wait already
     */
    CompletionStage<Void> kept(long id, Keeping keeping);

    /**
     * Notes that a kept message is about to be handed out; what became of that is to be told by {@link #delivered} or
     * {@link #failed}, or by nothing if it waits on.
     *
     * @return how often it was handed out before without anybody knowing whether it arrived
     */
    CompletionStage<Integer> handedOut(long id);

    /** Notes that messages expired which nobody came for in time; returns how many. */
    CompletionStage<Integer> giveUpExpired();

    /** Like {@link #kept(long, Keeping)}, completing on an executor of the caller's. */
    default CompletionStage<Void> kept(long id, Keeping keeping, Executor then) {
        return kept(id, keeping).thenApplyAsync(done -> done, then);
    }

    /** The message will not arrive; the code is what the sender was told. */
    CompletionStage<Void> failed(long id, int code);

    /** Like {@link #failed(long, int)}, completing on an executor of the caller's. */
    default CompletionStage<Void> failed(long id, int code, Executor then) {
        return failed(id, code).thenApplyAsync(done -> done, then);
    }

    /** The conference a message turned out to belong to, for a message that was accepted before anyone knew. */
    CompletionStage<Void> belongsTo(long id, String conferenceId);

    /** The messages that wait for a receiver, in the order of acceptance, without those that expired. Blocks. */
    List<LoggedMessage> keptFor(String receiver);

    /** All messages of a conference on all hops, in the order of acceptance. Blocks. */
    List<LoggedMessage> findByConference(String conferenceId);

    /** All messages with a Call-ID. Reads through the whole log, and so is for investigations. Blocks. */
    List<LoggedMessage> findByCallId(String callId);

    /**
     * The messages with a WS-Addressing MessageID that name no conference: the first hops of a command that makes one. Blocks.
     */
    List<LoggedMessage> findByMessageId(String messageId);

    /**
     * Gives all messages of a selection to somebody, in the order of acceptance, a few at a time whatever their number. A
     * conversation is looked for among all messages of its time. Blocks.
     *
     * @return how many
     */
    long export(Selection selection, Consumer<LoggedMessage> receiver);

    /** All that was refused since a time: messages that failed, and answers that are faults. The newest first. Blocks. */
    List<LoggedMessage> findRefused(Instant since);

    /**
     * Removes the oldest messages: those accepted before a time, and more if the log is still too large. What waits for
     * somebody stays until it has waited too long, and so does what may be on its way. Blocks, while others write.
     *
     * @param maxBytes how large the log may be, about; {@link Long#MAX_VALUE} for any size
     * @return how many were removed
     */
    int forget(Instant before, long maxBytes);
}
