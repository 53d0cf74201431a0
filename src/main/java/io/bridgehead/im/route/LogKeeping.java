package io.bridgehead.im.route;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Header;

import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How long the message log remembers. */
@ApplicationScoped
@Named("logKeeping")
@RegisterForReflection
public class LogKeeping {

    private final MessageLog log;

    LogKeeping(MessageLog log) {
        this.log = log;
    }

    /**
     * Removes what was accepted before then and waits for nobody.
     *
     * @param retention how far back the log is kept, as an ISO 8601 duration
     * @return how many messages were removed
     */
    public CompletionStage<Integer> forget(@Header("retention") String retention) {
        return log.forgetBefore(Instant.now().minus(Duration.parse(retention)));
    }
}
