package io.bridgehead.sip.dialog;

import java.util.List;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;

/** An answered call that an earlier run of the process has made. */
final class ResumedLeg extends Leg {

    ResumedLeg(Calls calls, KeptDialog kept, Dialog dialog, DigestClient credentials, CallListener listener) {
        super(calls, kept.callId(), dialog.localTag(), credentials, listener);
        this.dialog = dialog;
        this.state = CallState.CONFIRMED;
        this.contact = kept.contact();
        this.localSdp = kept.localSdp();
    }

    /** Begins to watch over the session anew; whether it has outlived the time between is found out by then. */
    void start() {
        synchronized (this) {
            timer.resume();
        }
        events.release();
    }

    @Override
    boolean ownsCallId() {
        return true;
    }

    @Override
    public void hangUp(String reason) {
        synchronized (this) {
            if (state == CallState.ENDED) {
                return;
            }
            sendBye(reason);
        }
        end(By.LOCAL, 200, "OK", reason, List.of());
    }
}
