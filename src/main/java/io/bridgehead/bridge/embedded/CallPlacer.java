package io.bridgehead.bridge.embedded;

import io.bridgehead.conference.LegId;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.KeptDialog;

/** Sends INVITEs; between the legs, which know what to say, and the user agent, which knows how. */
interface CallPlacer {

    /**
     * Calls; what becomes of it the listener hears.
     *
     * @param path whom and which way
     * @param leg the leg, named to the telephone for tracing
     * @param identity the identifiers of the INVITE
     * @param callerName shown to the person called, may be empty
     * @param offer our session description
     */
    Call place(DialPath path, LegId leg, LegIdentity identity, String callerName, String offer, CallListener listener);

    /**
     * Goes on with an answered call of an earlier run of the process; sends nothing.
     *
     * @param path how it was called, null if the telephone has called us
     */
    Call resume(DialPath path, KeptDialog kept, CallListener listener);
}
