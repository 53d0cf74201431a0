package io.bridgehead.sip.dialog;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what happens to a call. */
public final class CallRecorder implements CallListener {

    public final List<String> log = new CopyOnWriteArrayList<>();
    public volatile CallEnd end;
    public volatile String reinviteAnswer;
    /** When the ACK may go. */
    public volatile CompletionStage<Void> written = AT_ONCE;

    @Override
    public void onProvisional(Call call, int status, String reason, String sdp) {
        log.add("provisional " + status + (sdp == null ? "" : " " + sdp));
    }

    @Override
    public CompletionStage<Void> onAnswered(Call call, String sdp) {
        log.add("answered " + sdp);
        return written;
    }

    @Override
    public String onReinvite(Call call, String sdp) {
        log.add("reinvite " + sdp);
        return reinviteAnswer;
    }

    @Override
    public boolean onInfo(Call call, String contentType, byte[] body) {
        log.add("info " + contentType);
        return contentType.equals("application/dtmf-relay");
    }

    @Override
    public void onEnded(Call call, CallEnd newEnd) {
        log.add("ended");
        end = newEnd;
    }
}
