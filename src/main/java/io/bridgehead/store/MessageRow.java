package io.bridgehead.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;

/**
 * A message as the columns of its row have it, made by the thread that brings it.
 *
 * @param requestKey 64 bits by which a repeat of a SIP request is found; {@code null} for other hops
 */
record MessageRow(long acceptedAt, String hop, String operation, String detail, String sender, String receiver, String callId,
        Long cseq, String messageId, String conferenceId, String contentType, byte[] raw, Long requestKey) {

    static final String COLUMNS = """
            accepted_at, hop, operation, detail, sender, receiver, call_id, cseq, message_id, conference_id,
            content_type, raw, request_key""";
    static final int WIDTH = 13;
    /** What a row takes in memory besides the message. */
    private static final int OVERHEAD = 1024;

    static MessageRow of(LogEntry entry) {
        String sender = Text.key(entry.sender());
        String callId = Text.key(entry.callId());
        Long key = entry.hop() == Hop.SIP ? requestKey(sender, callId, entry.cseq()) : null;
        return new MessageRow(Columns.micros(entry.time()), entry.hop().name(), Text.plain(entry.operation()),
                Text.plain(entry.detail()), sender, Text.key(entry.receiver()), callId, entry.cseq(),
                Text.key(entry.messageId()), Text.key(entry.conferenceId()), Text.plain(entry.contentType()), entry.raw(), key);
    }

    /** A hash that senders cannot choose the collisions of. */
    private static long requestKey(String sender, String callId, long cseq) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((sender + '\n' + callId + '\n' + cseq).getBytes(StandardCharsets.UTF_8));
            long key = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                key = key << Byte.SIZE | hash[i] & 0xff;
            }
            return key;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int bytes() {
        return raw.length + OVERHEAD;
    }

    /** Whether both are the same SIP request. */
    boolean isSameRequest(String otherSender, String otherCallId, long otherCseq) {
        return callId.equals(otherCallId) && cseq == otherCseq && sender.equals(otherSender);
    }

    /** For two requests that happen to have the same key: the next one. */
    MessageRow withNextKey() {
        return new MessageRow(acceptedAt, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw, requestKey + 1);
    }

    /** The values in the order of {@link #COLUMNS}. */
    Object[] values() {
        return new Object[] { acceptedAt, hop, operation, detail, sender, receiver, callId, cseq, messageId, conferenceId,
                contentType, raw, requestKey };
    }
}
