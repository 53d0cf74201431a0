package io.bridgehead.bridge.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.bridgehead.conference.BridgeUnavailableException;

/**
 * A bridge that speaks with us over HTTP: how both sides sign, which of its events were taken, and whether it is there. It
 * counts as gone once everything sent to it has failed for as long as its patience; then nothing is sent but questions
 * whether it is back.
 */
public final class HttpBridge {

    private final String name;
    private final WebhookSignature signature;
    private final Duration patience;
    private final boolean asked;
    private final EventNumbers numbers;
    private final AtomicBoolean asking = new AtomicBoolean();
    private Instant failingSince;
    private boolean gone;
    private boolean unknowing;
    private boolean toldThatNoneKept;
    private String told = "";
    private Instant heard = Instant.EPOCH;

    /**
     * @param name of the bridge
     * @param signature its secrets
     * @param patience how long everything must have failed before the bridge counts as gone
     * @param asked whether its route {@code direct:bridge-<name>} also takes an {@link EventsRequest}
     * @param numbers of its events
     */
    HttpBridge(String name, WebhookSignature signature, Duration patience, boolean asked, EventNumbers numbers) {
        this.name = name;
        this.signature = signature;
        this.patience = patience;
        this.asked = asked;
        this.numbers = numbers;
    }

    public String name() {
        return name;
    }

    WebhookSignature signature() {
        return signature;
    }

    EventNumbers numbering() {
        return numbers;
    }

    /** Fails when it cannot be read how far an earlier run had come. */
    EventNumbers numbers() {
        return numbers.recall();
    }

    /** Held by whoever is asking it for events. */
    AtomicBoolean asking() {
        return asking;
    }

    /** @throws BridgeUnavailableException if it counts as gone */
    synchronized void requireThere() {
        if (gone) {
            throw new BridgeUnavailableException();
        }
    }

    /** Something reached it, or came from it; whether it had counted as gone. */
    synchronized boolean heard(Instant now) {
        heard = now;
        failingSince = null;
        unknowing = false;
        boolean back = gone;
        gone = false;
        return back;
    }

    /** Something sent to it failed; whether it counts as gone from now on. */
    synchronized boolean failed(Instant now) {
        if (failingSince == null) {
            failingSince = now;
        }
        if (gone || failingSince.plus(patience).isAfter(now)) {
            return false;
        }
        gone = true;
        return true;
    }

    /** It took nothing; whether it said that it does not know the place at all. */
    synchronized void answered(boolean unknown) {
        unknowing = unknown;
    }

    /**
     * Whether it said of the last command that it does not know the place. Then that it keeps no events either is no sign of
     * life: what is there is perhaps no bridge. One that counted as gone is given its chance.
     */
    synchronized boolean knowsNothing() {
        return unknowing && !gone;
    }

    /** It keeps no events; whether that is news. */
    synchronized boolean keepsNone() {
        boolean news = !toldThatNoneKept;
        toldThatNoneKept = true;
        return news;
    }

    /** Whether it is gone for another reason than was said last. */
    synchronized boolean isNews(String why) {
        boolean news = gone && !why.equals(told);
        told = gone ? why : told;
        return news;
    }

    synchronized boolean gone() {
        return gone;
    }

    /**
     * Whether it should be asked if it is there: nothing was heard of it for as long as its patience, or the last that was sent
     * failed.
     */
    synchronized boolean doubtful(Instant now) {
        return asked && (gone || failingSince != null || !heard.plus(patience).isAfter(now));
    }

    boolean asked() {
        return asked;
    }
}
