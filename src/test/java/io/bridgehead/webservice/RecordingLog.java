package io.bridgehead.webservice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Selection;

/** A message log in memory, for what web services write. */
final class RecordingLog implements MessageLog {

    final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    final Map<Long, Integer> codes = new ConcurrentHashMap<>();
    final Map<Long, String> conferences = new ConcurrentHashMap<>();
    volatile boolean broken;

    @Override
    public CompletionStage<Accepted> accept(LogEntry entry) {
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("disk canary"));
        }
        entries.add(entry);
        return CompletableFuture.completedFuture(new Accepted(entries.size(), Optional.empty()));
    }

    @Override
    public CompletionStage<Void> delivered(long id, int code) {
        codes.put(id, code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> deliveredInPassing(long id, int code) {
        return delivered(id, code);
    }

    @Override
    public CompletionStage<Void> belongsTo(long id, String conferenceId) {
        conferences.put(id, conferenceId);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long export(Selection selection, Consumer<LoggedMessage> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Integer> handedOut(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Integer> giveUpExpired() {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletionStage<Void> kept(long id, Keeping keeping) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> failed(long id, int code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LoggedMessage> keptFor(String receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LoggedMessage> findByConference(String conferenceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LoggedMessage> findRefused(Instant since) {
        return List.of();
    }

    @Override
    public List<LoggedMessage> findByCallId(String callId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LoggedMessage> findByMessageId(String messageId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int forget(Instant before, long maxBytes) {
        throw new UnsupportedOperationException();
    }
}
