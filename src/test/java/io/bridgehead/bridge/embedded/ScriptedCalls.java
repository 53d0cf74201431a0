package io.bridgehead.bridge.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bridgehead.conference.LegId;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.CallState;
import io.bridgehead.sip.dialog.KeptDialog;

/** Places no calls but notes them, so that a test can play the telephone. */
final class ScriptedCalls implements CallPlacer {

    final List<Scripted> placed = new CopyOnWriteArrayList<>();
    final List<KeptDialog> resumed = new CopyOnWriteArrayList<>();

    static final class Scripted implements Call {
        final DialPath path;
        final LegIdentity identity;
        final String callerName;
        final String offer;
        final CallListener listener;
        final List<String> hangUps = new CopyOnWriteArrayList<>();
        final List<String> offers = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> reinviteAnswer = new CompletableFuture<>();

        Scripted(DialPath path, LegIdentity identity, String callerName, String offer, CallListener listener) {
            this.path = path;
            this.identity = identity;
            this.callerName = callerName;
            this.offer = offer;
            this.listener = listener;
        }

        void provisional(int status) {
            listener.onProvisional(this, status, "", null);
        }

        void answer(String sdp) {
            listener.onAnswered(this, sdp);
        }

        void refuse(int status, String reason) {
            listener.onEnded(this, new CallEnd(CallEnd.By.REMOTE, false, status, reason, null, List.of()));
        }

        void bye(String reasonHeader) {
            listener.onEnded(this, new CallEnd(CallEnd.By.REMOTE, true, 200, "OK", reasonHeader, List.of()));
        }

        void end(CallEnd.By by, boolean answered, int status) {
            listener.onEnded(this, new CallEnd(by, answered, status, "", null, List.of()));
        }

        @Override
        public String callId() {
            return identity.callId();
        }

        @Override
        public String localTag() {
            return identity.fromTag();
        }

        @Override
        public String remoteTag() {
            return null;
        }

        @Override
        public CallState state() {
            return CallState.CALLING;
        }

        @Override
        public void hangUp() {
            hangUp("");
        }

        @Override
        public void hangUp(String reason) {
            hangUps.add(reason);
        }

        @Override
        public CompletableFuture<String> reinvite(String sdp) {
            offers.add(sdp);
            return reinviteAnswer;
        }

        @Override
        public KeptDialog kept() {
            return new KeptDialog(identity.callId(), "<sip:bridge@example.org>;tag=" + identity.fromTag(),
                    "<sip:ann@192.0.2.7>;tag=t",
                    List.of(), "sip:ann@192.0.2.7", "udp://192.0.2.7:5080", 1, -1, "<sip:bridge@127.0.0.1>", offer);
        }

        @Override
        public CompletableFuture<Integer> info(String contentType, byte[] body) {
            return CompletableFuture.completedFuture(200);
        }
    }

    @Override
    public Call place(DialPath path, LegId leg, LegIdentity identity, String callerName, String offer, CallListener listener) {
        Scripted call = new Scripted(path, identity, callerName, offer, listener);
        placed.add(call);
        return call;
    }

    @Override
    public Call resume(DialPath path, KeptDialog kept, CallListener listener) {
        resumed.add(kept);
        Scripted call = new Scripted(path, LegIdentity.of(LegId.parse("c1.p1.1"), new byte[32]), "", "", listener);
        placed.add(call);
        return call;
    }

    Scripted last() {
        return placed.get(placed.size() - 1);
    }
}
