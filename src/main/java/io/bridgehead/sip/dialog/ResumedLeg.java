package io.bridgehead.sip.dialog;

import java.util.List;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;

/** An answered call that an earlier run of the process has made. */
final class ResumedLeg extends Leg {

    /** Number of our last request, the INVITE unless more were sent since; 0 if the other party called and nothing was. */
    private final long lastRequest;

    ResumedLeg(Calls calls, KeptDialog kept, Dialog dialog, DigestClient credentials, CallListener listener) {
        super(calls, kept.callId(), dialog.localTag(), credentials, listener);
        this.dialog = dialog;
        this.state = CallState.CONFIRMED;
        this.contact = kept.contact();
        this.lastRequest = kept.localCSeq();
        this.localSdp = kept.localSdp();
    }

    /**
     * Begins to watch over the session anew; whether it has outlived the time between is found out by then. The answer may not
     * have been acknowledged yet; a second ACK is passed over.
     */
    void start() {
        synchronized (this) {
            timer.resume();
            if (lastRequest > 0) {
                acknowledge(lastRequest);
            }
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
