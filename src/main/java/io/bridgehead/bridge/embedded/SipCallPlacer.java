package io.bridgehead.bridge.embedded;

import io.bridgehead.conference.LegId;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dialog.Invite;
import io.bridgehead.sip.dialog.KeptDialog;
import io.bridgehead.sip.message.NameAddr;

/** Places calls with the bridge's own SIP stack. */
final class SipCallPlacer implements CallPlacer {

    /** RFC 7989 §5: the other side's half is not known yet. */
    private static final String NOBODY_YET = ";remote=00000000000000000000000000000000";
    private static final int LONGEST_NAME = 60;

    private final Calls calls;
    private final String contactUser;

    SipCallPlacer(Calls calls, String contactUser) {
        this.calls = calls;
        this.contactUser = contactUser;
    }

    @Override
    public Call place(DialPath path, LegId leg, LegIdentity identity, String callerName, String offer, CallListener listener) {
        String name = callerName.length() <= LONGEST_NAME ? callerName : callerName.substring(0, LONGEST_NAME);
        Invite invite = new Invite(path.destination(), path.uri(), NameAddr.of(name, path.caller()))
                .callId(identity.callId())
                .fromTag(identity.fromTag())
                .branch(identity.branch())
                .contactUser(contactUser)
                .header("Session-ID", identity.sessionId() + NOBODY_YET)
                .header("Bridgehead-Leg", leg.toString())
                .header("User-Agent", "Bridgehead")
                .sdp(offer);
        DigestClient credentials = credentials(path);
        if (credentials != null) {
            invite.credentials(credentials);
        }
        return calls.invite(invite, listener);
    }

    @Override
    public Call resume(DialPath path, KeptDialog kept, CallListener listener) {
        return calls.resume(kept, credentials(path), listener);
    }

    private static DigestClient credentials(DialPath path) {
        return path == null || path.user() == null || path.password() == null ? null
                : new DigestClient(path.user(), path.password());
    }
}
