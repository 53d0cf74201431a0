package io.bridgehead.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends commands in the order they are given, beside the thread that shows what comes in. A command that nobody answers is
 * sent again as it was, with the same MessageID, so that it takes effect once however often it arrives.
 */
final class CommandSender implements AutoCloseable {

    /** How often one command is sent before its failure is reported. */
    static final int ATTEMPTS = 3;

    private static final long PARTING_MILLIS = 1_000;

    private final SipLine line;
    private final String to;
    private final Consumer<Event> outcome;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread sender = new Thread(work, "client-commands");
        sender.setDaemon(true);
        return sender;
    });

    /** @param to where commands go: the gateway's SIP URI */
    CommandSender(SipLine line, String to, Consumer<Event> outcome) {
        this.line = line;
        this.to = to;
        this.outcome = outcome;
    }

    /** Sends soon; the outcome comes as an event. */
    void send(Command command) {
        thread.execute(() -> outcome.accept(attempt(command)));
    }

    private Event attempt(Command command) {
        SipFailureException failure = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                line.send(to, ConferenceMessages.CONTENT_TYPE, command.body());
                return new Event.Accepted(command);
            } catch (SipFailureException e) {
                failure = e;
                if (!e.unanswered() || Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        return new Event.NotSent(command, failure);
    }

    /** The answer to a command comes a moment before its 2xx, which is waited for, but not for long. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(PARTING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
