package io.bridgehead.sip.dialog;

import java.util.List;

/**
 * What must be known of an answered call to go on with it after the process was killed: the state of its dialog (RFC 3261
 * §12) as texts.
 *
 * @param callId Call-ID
 * @param local our address with our tag
 * @param remote the other party's address with its tag
 * @param routeSet Route headers in their order
 * @param remoteTarget the other party's Contact
 * @param way how the INVITE went, as {@code transport://host:port}; for a Contact that leads nowhere
 * @param localCSeq number of our last request
 * @param remoteCSeq number of the other party's last request, -1 if there was none
 * @param contact our Contact header
 * @param localSdp our part of the session as agreed upon last, null if there is none
 */
public record KeptDialog(String callId, String local, String remote, List<String> routeSet, String remoteTarget, String way,
        long localCSeq, long remoteCSeq, String contact, String localSdp) {

    public KeptDialog {
        routeSet = List.copyOf(routeSet);
    }
}
