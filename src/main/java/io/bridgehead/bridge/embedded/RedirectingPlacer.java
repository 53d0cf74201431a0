package io.bridgehead.bridge.embedded;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.bridgehead.conference.LegId;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.CallState;
import io.bridgehead.sip.dialog.KeptDialog;

/** Follows redirections (RFC 3261 section 8.1.3.4), two at most, to where a telephone may send our calls. */
final class RedirectingPlacer implements CallPlacer {

    private static final int MOST = 2;

    private final CallPlacer placer;
    private final Function<String, Optional<DialPath>> allowed;

    /** @param allowed the way to a Contact of a redirection; empty if it is not followed */
    RedirectingPlacer(CallPlacer placer, Function<String, Optional<DialPath>> allowed) {
        this.placer = placer;
        this.allowed = allowed;
    }

    @Override
    public Call place(DialPath path, LegId leg, LegIdentity identity, String callerName, String offer, CallListener listener) {
        FollowedCall call = new FollowedCall(listener,
                (next, hop, by) -> placer.place(next, leg, identity.redirected(hop), callerName, offer, by));
        return call.place(path);
    }

    @Override
    public Call resume(DialPath path, KeptDialog kept, CallListener listener) {
        return placer.resume(path, kept, listener);
    }

    /** Places one INVITE, the first one with hop 0. */
    private interface Placing {
        Call place(DialPath path, int hop, CallListener listener);
    }

    /** One call to whoever made it, however often it was redirected. */
    private final class FollowedCall implements Call, CallListener {

        private final CallListener listener;
        private final Placing placing;
        private Call current;
        private int hops;
        private boolean hungUp;

        FollowedCall(CallListener listener, Placing placing) {
            this.listener = listener;
            this.placing = placing;
        }

        synchronized Call place(DialPath path) {
            current = placing.place(path, hops, this);
            return this;
        }

        private synchronized boolean follows(CallEnd end) {
            if (hungUp || end.by() != CallEnd.By.REMOTE || hops == MOST) {
                return false;
            }
            Optional<DialPath> next = end.contacts().stream().map(allowed).flatMap(Optional::stream).findFirst();
            hops++;
            next.ifPresent(this::place);
            return next.isPresent();
        }

        private synchronized Call current() {
            return current;
        }

        @Override
        public void onEnded(Call call, CallEnd end) {
            if (end.contacts().isEmpty() || !follows(end)) {
                listener.onEnded(this, end);
            }
        }

        @Override
        public void hangUp() {
            hangUp(null);
        }

        @Override
        public void hangUp(String reason) {
            Call call;
            synchronized (this) {
                hungUp = true;
                call = current;
            }
            call.hangUp(reason);
        }

        @Override
        public void onProvisional(Call call, int status, String reason, String sdp) {
            listener.onProvisional(this, status, reason, sdp);
        }

        @Override
        public CompletionStage<Void> onAnswered(Call call, String sdp) {
            return listener.onAnswered(this, sdp);
        }

        @Override
        public String onReinvite(Call call, String sdp) {
            return listener.onReinvite(this, sdp);
        }

        @Override
        public void onReinviteAnswer(Call call, String sdp) {
            listener.onReinviteAnswer(this, sdp);
        }

        @Override
        public boolean onInfo(Call call, String contentType, byte[] body) {
            return listener.onInfo(this, contentType, body);
        }

        @Override
        public String callId() {
            return current().callId();
        }

        @Override
        public String localTag() {
            return current().localTag();
        }

        @Override
        public String remoteTag() {
            return current().remoteTag();
        }

        @Override
        public CallState state() {
            return current().state();
        }

        @Override
        public CompletableFuture<String> reinvite(String sdp) {
            return current().reinvite(sdp);
        }

        @Override
        public KeptDialog kept() {
            return current().kept();
        }

        @Override
        public CompletableFuture<Integer> info(String contentType, byte[] body) {
            return current().info(contentType, body);
        }
    }
}
