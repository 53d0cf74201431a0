package io.bridgehead.webservice;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Variable;
import org.jboss.logging.Logger;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.soap.CommandXml;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Writes requests to the web services, and their answers, to the message log. */
@Named("webServiceLog")
@Singleton
@RegisterForReflection(fields = false)
public class WebServiceLog {

    private static final Logger LOG = Logger.getLogger(WebServiceLog.class);

    private final MessageLog log;

    @Inject
    public WebServiceLog(MessageLog log) {
        this.log = log;
    }

    /**
     * Writes an authenticated request down, without waiting: whatever it changes is written after it, so that nothing can be
     * durable of which the log knows nothing.
     *
     * @throws CompletionException if the log takes no more; nothing may be done then
     */
    public void logRequest(@Variable(Call.VARIABLE) Call call) {
        CompletableFuture<Long> row = log.acceptInPassing(request(call)).thenApply(Accepted::id).toCompletableFuture();
        if (row.isCompletedExceptionally()) {
            row.join();
        }
        call.writtenAs(row);
    }

    private static LogEntry request(Call call) {
        return entry(call, Hop.WEBSERVICE_REQUEST, call.message().operation().getLocalPart(), call.envelope())
                .withParties(call.user(), role(call));
    }

    /** Writes an answer down, without waiting: what it says is in the conference's events already. */
    void logAnswer(Call call, byte[] envelope, int httpStatus) {
        String operation = call.message().operation().getLocalPart() + (httpStatus == 200 ? "Response" : "Fault");
        LogEntry entry = entry(call, Hop.WEBSERVICE_ANSWER, operation, envelope).withParties(role(call), call.user());
        // One after the other without waiting in between, so that one write to the disk serves them all.
        CompletionStage<Void> delivered = call.requestRow().thenCompose(row -> log.deliveredInPassing(row, httpStatus));
        CompletionStage<Void> found = call.conferenceId() == null ? CompletableFuture.completedFuture(null)
                : call.requestRow().thenCompose(row -> log.belongsTo(row, call.conferenceId()));
        log.accept(entry).thenCompose(accepted -> delivered).thenCompose(done -> found)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("A web service answer could not be written to the message log",
                                failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                });
    }

    private static LogEntry entry(Call call, Hop hop, String operation, byte[] envelope) {
        return LogEntry.of(hop, operation, envelope).withMessageId(call.message().messageId().orElse(null))
                .withConference(call.conferenceId()).withContentType(call.message().version().mediaType());
    }

    private static String role(Call call) {
        return call.service().equals(CommandXml.NAMESPACE) ? "conference-service" : "conference-reporting";
    }
}
