package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The log of all messages. What a returned stage completed for is durable: it survives the end of the process and of the
 * machine. Stages complete on a thread that may block. A stage, or a find method, fails with the store's exceptions when the
 * store is gone or overloaded; the message is then to be refused, for nothing was promised for it.
 */
public interface MessageLog {

    /** The most messages one {@code find…} or {@link #keptFor} gives back. */
    int FIND_LIMIT = 10_000;

    /**
     * Writes a message down. A SIP request with the sender, Call-ID and CSeq of an earlier one is not written again but
     * reported as its repeat.
     */
    CompletionStage<Accepted> accept(LogEntry entry);

    /** The receiver answered with this code. */
    CompletionStage<Void> delivered(long id, int code);

    /**
     * Like {@link #delivered} for a caller who does not wait: written together with whatever is written next, or some
     * milliseconds later, so that it costs no write to the disk of its own. What is asked of this log afterwards knows it.
     */
    CompletionStage<Void> deliveredInPassing(long id, int code);

    /**
     * The receiver is away; the message waits for {@link #keptFor}, until it expires.
     *
     * @return fails with {@link TooManyKeptException} when too many wait already
     */
    CompletionStage<Void> kept(long id);

    /** The message will not arrive; the code is what the sender was told. */
    CompletionStage<Void> failed(long id, int code);

    /** The conference a message turned out to belong to, for a message that was accepted before anyone knew. */
    CompletionStage<Void> belongsTo(long id, String conferenceId);

    /** The messages that wait for a receiver, in the order of acceptance, without those that expired. Blocks. */
    List<LoggedMessage> keptFor(String receiver);

    /** All messages of a conference on all hops, in the order of acceptance. Blocks. */
    List<LoggedMessage> findByConference(String conferenceId);

    /** All messages with a Call-ID. Reads through the whole log, and so is for investigations. Blocks. */
    List<LoggedMessage> findByCallId(String callId);

    /** All messages with a WS-Addressing MessageID: a command on all its hops. Blocks. */
    List<LoggedMessage> findByMessageId(String messageId);

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
