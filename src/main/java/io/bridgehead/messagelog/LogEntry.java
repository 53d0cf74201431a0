package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One message as it is written to the log. Everything but {@code hop} and {@code raw} may be {@code null} where the hop has
 * no such thing; a SIP request has {@code sender}, {@code callId} and {@code cseq}.
 *
 * <p>
 * {@link #toString()} names the message and shows nothing of its content.
 *
 * @param time when it arrived; {@code null} means now
 * @param hop the hop it took
 * @param operation the SOAP body's element, or the name of the bridge's command or event: {@code createConference}
 * @param detail what tells one operation from another of the same name, such as a participant's state
 * @param sender who sent it; for SIP the authenticated user's address {@code user@domain}
 * @param receiver to whom; for SIP the address {@code user@domain}
 * @param callId the SIP request's Call-ID
 * @param cseq the SIP request's CSeq number
 * @param messageId the WS-Addressing MessageID, the idempotency key of the command inside
 * @param conferenceId the conference it belongs to
 * @param contentType the media type of the body
 * @param raw SIP: the whole request without Authorization and Proxy-Authorization. Other hops: the payload
 */
public record LogEntry(Instant time, Hop hop, String operation, String detail, String sender, String receiver,
        String callId, Long cseq, String messageId, String conferenceId, String contentType, byte[] raw) {

    public LogEntry {
        Objects.requireNonNull(hop, "hop");
        Objects.requireNonNull(raw, "raw");
        if (hop == Hop.SIP) {
            Objects.requireNonNull(sender, "sender");
            Objects.requireNonNull(callId, "callId");
            Objects.requireNonNull(cseq, "cseq");
        }
        time = time == null ? Instant.now() : time;
    }

    /** Begins the entry of a SIP request, accepted now; the other parts are added by the {@code with…} methods. */
    public static LogEntry sip(String sender, String receiver, String callId, long cseq, byte[] raw) {
        return new LogEntry(null, Hop.SIP, null, null, sender, receiver, callId, cseq, null, null, null, raw);
    }

    /** Begins the entry of a message of another hop than SIP. */
    public static LogEntry of(Hop hop, String operation, byte[] raw) {
        return new LogEntry(null, hop, operation, null, null, null, null, null, null, null, null, raw);
    }

    public LogEntry withOperation(String operation, String detail) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    public LogEntry withParties(String sender, String receiver) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    public LogEntry withMessageId(String messageId) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    public LogEntry withConference(String conferenceId) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    public LogEntry withContentType(String contentType) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    public LogEntry withTime(Instant time) {
        return new LogEntry(time, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that && time.equals(that.time) && hop == that.hop
                && Objects.equals(operation, that.operation) && Objects.equals(detail, that.detail)
                && Objects.equals(sender, that.sender) && Objects.equals(receiver, that.receiver)
                && Objects.equals(callId, that.callId) && Objects.equals(cseq, that.cseq)
                && Objects.equals(messageId, that.messageId) && Objects.equals(conferenceId, that.conferenceId)
                && Objects.equals(contentType, that.contentType) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, hop, callId, cseq, messageId, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "LogEntry[" + hop + " " + operation + ", " + raw.length + " bytes]";
    }
}
