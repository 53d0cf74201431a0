package io.bridgehead.media;

import java.time.Duration;

import org.jboss.logging.Logger;

/** Keeps a fault of the listener from the other legs of the room. */
record GuardedListener(LegListener listener) implements LegListener {

    private static final Logger LOG = Logger.getLogger(GuardedListener.class);

    @Override
    public void talking(boolean now) {
        guard(() -> listener.talking(now));
    }

    @Override
    public void key(char key) {
        guard(() -> listener.key(key));
    }

    @Override
    public void silent(Duration since) {
        guard(() -> listener.silent(since));
    }

    @Override
    public void failed() {
        guard(listener::failed);
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of audio events has failed", e);
        }
    }
}
