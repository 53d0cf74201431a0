package io.bridgehead.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.bridgehead.app.cli.ExportedMessage;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.store.StoreUnavailableException;
import io.vertx.core.http.HttpServerResponse;

/** Sends messages no faster than the other end takes them, so that an export of any size needs little memory. Blocks. */
final class SlowReader {

    private static final int PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;

    SlowReader(HttpServerResponse response) {
        this.response = response;
    }

    /** @throws StoreUnavailableException if the other end has gone, or takes nothing for a minute */
    void write(LoggedMessage message) {
        if (response.writeQueueFull()) {
            awaitRoom();
        }
        if (response.closed()) {
            throw new StoreUnavailableException("The reader has gone", null);
        }
        response.write(ExportedMessage.json(message) + "\n");
    }

    private void awaitRoom() {
        CountDownLatch room = new CountDownLatch(1);
        response.drainHandler(drained -> room.countDown());
        response.closeHandler(closed -> room.countDown());
        try {
            if (response.writeQueueFull() && !room.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("The reader takes nothing", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted", e);
        }
    }
}
