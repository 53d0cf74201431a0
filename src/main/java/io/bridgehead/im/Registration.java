package io.bridgehead.im;

import java.util.List;

/**
 * What a REGISTER asks for.
 *
 * @param aor the address of record, already checked to be the sender's
 * @param callId its Call-ID
 * @param cseq its CSeq number
 * @param contacts its Contact values, one address each, or {@code *}; none asks what is registered
 * @param expires the value of its Expires header; {@code null} if there is none
 * @param flow the id of the flow it came by; {@code null} if the device is reached by its path
 * @param lasting whether that flow outlives this process: true for UDP
 * @param path its Path values, topmost first
 * @param userAgent its User-Agent; {@code null} if it has none
 */
public record Registration(String aor, String callId, long cseq, List<String> contacts, String expires, String flow,
        boolean lasting, List<String> path, String userAgent) {

    public Registration {
        contacts = List.copyOf(contacts);
        path = List.copyOf(path);
    }
}
