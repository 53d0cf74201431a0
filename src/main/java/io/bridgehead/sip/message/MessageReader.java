package io.bridgehead.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads start line and header lines of one message. */
final class MessageReader {
    private static final int USUAL_LINES = 16;
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * EACH;
    private static final long ABOVE_CR = ('\r' + 1) * EACH;

    private final byte[] bytes;
    private final int limit;
    private final int start;
    private final MessageLimits limits;
    private int at;
    private SipParseException defect;

    MessageReader(byte[] bytes, int start, MessageLimits limits) {
        this.bytes = bytes;
        this.start = start;
        this.at = start;
        this.limits = limits;
        this.limit = (int) Math.min(bytes.length, (long) start + limits.maxHeaderBytes());
    }

    /** Offset behind the empty line; valid after {@link #read}. */
    int end() {
        return at;
    }

    SipMessage read() {
        int lineEnd = endOfLine(start);
        HeaderTable headers = new HeaderTable(bytes, USUAL_LINES);
        SipMessage message = StartLine.read(headers, bytes, start, lineEnd);
        at = lineEnd + 2;
        readHeaders(headers);
        if (defect != null) {
            message.defect(defect);
        }
        return message;
    }

    private void readHeaders(HeaderTable headers) {
        while (true) {
            if (at == bytes.length) {
                note("Header section not terminated");
                return;
            }
            if (bytes[at] == '\r' && at + 1 < limit && bytes[at + 1] == '\n') {
                at += 2;
                return;
            }
            if (headers.size() == limits.maxHeaders()) {
                throw new SipParseException(513, "Too Many Headers");
            }
            readHeader(headers);
        }
    }

    private void readHeader(HeaderTable headers) {
        int nameEnd = at;
        while (nameEnd < limit && Ascii.isToken(bytes[nameEnd])) {
            nameEnd++;
        }
        int colon = nameEnd;
        while (colon < limit && Ascii.isBlank(bytes[colon])) {
            colon++;
        }
        int lineEnd = endOfLine(colon);
        while (lineEnd + 2 < limit && Ascii.isBlank(bytes[lineEnd + 2])) {
            lineEnd = endOfLine(lineEnd + 2);
        }
        if (nameEnd == at || colon >= lineEnd || bytes[colon] != ':') {
            note("Malformed header line");
        } else {
            int valueStart = colon + 1;
            while (valueStart < lineEnd && Ascii.isSpace(bytes[valueStart])) {
                valueStart++;
            }
            headers.addReceived(HeaderId.of(bytes, at, nameEnd), at, valueStart, lineEnd + 2);
        }
        at = lineEnd + 2;
    }

    /**
     * Index of the CR of the next line end. A lone CR or LF is refused: elements that disagree on it can be played against each
     * other.
     */
    private int endOfLine(int from) {
        int i = from;
        while (i < limit) {
            if (i + Long.BYTES <= limit) {
                // A high bit for each byte up to CR; bits behind the lowest may be wrong, so only that one counts.
                long eight = (long) EIGHT_BYTES.get(bytes, i);
                long low = eight - ABOVE_CR & ~eight & HIGH_BITS;
                if (low == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(low) >>> 3;
            }
            byte b = bytes[i];
            if (b == '\r') {
                if (i + 1 < limit && bytes[i + 1] == '\n') {
                    return i;
                }
                break;
            }
            if (b == '\n') {
                throw new SipParseException("Lone line feed");
            }
            i++;
        }
        if (limit < bytes.length) {
            throw new SipParseException(513, "Header Section Too Large");
        }
        throw new SipParseException("Unterminated line");
    }

    private void note(String reason) {
        if (defect == null) {
            defect = new SipParseException(reason);
        }
    }
}
