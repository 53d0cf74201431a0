package io.bridgehead.sip.transaction;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;

/** What a timer that was stopped gives out: a timeout that never comes. */
record SpentTimeout(Timer timer, TimerTask task) implements Timeout {
    @Override
    public boolean isExpired() {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return true;
    }

    @Override
    public boolean cancel() {
        return false;
    }
}
