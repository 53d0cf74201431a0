package io.bridgehead.sip.message;

/** A SIP response (RFC 3261 section 7.2). */
public final class SipResponse extends SipMessage {
    private final int status;
    private final String reason;
    /** Where the start line stands in the bytes received, end 0 if it is ours. */
    private int startLineStart;
    private int startLineEnd;
    private boolean synthesized;

    SipResponse(HeaderTable headers, int status, String reason) {
        super(headers);
        if (status < 0 || reason.indexOf('\r') >= 0 || reason.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("Not a status line");
        }
        this.status = status;
        this.reason = reason;
    }

    private SipResponse(SipResponse other) {
        super(other);
        this.status = other.status;
        this.reason = other.reason;
        this.startLineStart = other.startLineStart;
        this.startLineEnd = other.startLineEnd;
        this.synthesized = other.synthesized;
    }

    /** 100 to 699 in any right response. */
    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isFinal() {
        return status >= 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether nobody sent it: our own transaction layer made it because of a timeout (408) or transport error (503). */
    public boolean isSynthesized() {
        return synthesized;
    }

    /** Marks the response as made by the transaction layer instead of a peer. */
    public SipResponse markSynthesized() {
        synthesized = true;
        return this;
    }

    /** This response with another status line; headers and body are copied. */
    public SipResponse withStatus(int newStatus, String newReason) {
        SipResponse copy = new SipResponse(new HeaderTable(headers), newStatus, newReason);
        copy.attachBodyOf(this);
        return copy;
    }

    @Override
    public SipResponse copy() {
        return new SipResponse(this);
    }

    void received(int start, int end) {
        startLineStart = start;
        startLineEnd = end;
    }

    @Override
    int startLineBytes() {
        return startLineEnd > 0 ? startLineEnd - startLineStart : "SIP/2.0 200 \r\n".length() + Utf8.length(reason);
    }

    @Override
    int writeStartLine(byte[] to, int offset) {
        if (startLineEnd > 0) {
            System.arraycopy(headers.raw(), startLineStart, to, offset, startLineEnd - startLineStart);
            return offset + startLineEnd - startLineStart;
        }
        int n = Utf8.write("SIP/2.0 ", to, offset);
        to[n++] = (byte) ('0' + status / 100);
        to[n++] = (byte) ('0' + status / 10 % 10);
        to[n++] = (byte) ('0' + status % 10);
        to[n++] = ' ';
        n = Utf8.write(reason, to, n);
        to[n++] = '\r';
        to[n++] = '\n';
        return n;
    }

    /** Status and Call-ID only, fit for logs. */
    @Override
    public String toString() {
        return status + " (Call-ID " + SipRequest.printable(callId()) + ")";
    }
}
