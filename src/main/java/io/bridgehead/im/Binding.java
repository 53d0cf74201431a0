package io.bridgehead.im;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One device of a user: where requests for an address of record go (RFC 3261 §10, RFC 5626 §4).
 *
 * @param aor the address of record, {@code user@domain}
 * @param contact the contact URI as the device wrote it
 * @param instance the device's {@code +sip.instance}, without quotes; {@code null} if it has none
 * @param regId the {@code reg-id} of this flow of the device; 0 if there is none
 * @param callId the Call-ID of the registration that made it
 * @param cseq the CSeq number of that registration
 * @param quality the contact's {@code q}, 0 to 1000
 * @param flow the token of the flow the registration came by, through which the device is reached; {@code null} if it is
 *        reached by its path
 * @param lasting whether the flow outlives this process: UDP does, a connection does not
 * @param path the Path of the registration, topmost first (RFC 3327); empty unless it came through a proxy
 * @param userAgent what the device calls itself; {@code null} if unknown
 * @param expires when it ends
 */
public record Binding(String aor, String contact, String instance, int regId, String callId, long cseq, int quality,
        String flow, boolean lasting, List<String> path, String userAgent, Instant expires) {

    public Binding {
        Objects.requireNonNull(aor, "aor");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(expires, "expires");
        path = List.copyOf(path);
    }

    /** What tells it from the other bindings of its address: the device's flow (RFC 5626 §6), else the contact URI. */
    public String key() {
        return instance != null && regId > 0 ? instance + ";reg-id=" + regId : instance != null ? instance : contact;
    }
}
