package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/** A SIP request (RFC 3261 section 7.1). */
public final class SipRequest extends SipMessage {
    static final String VERSION = "SIP/2.0";

    private final String method;
    private final String version;
    /** Null until somebody asks or sets it. */
    private String uriText;
    private SipUri uri;
    /** Where the start line stands in the bytes received, end 0 once it is ours. */
    private int startLineStart;
    private int startLineEnd;
    private int uriStart;
    private int uriEnd;
    private String localTag;

    SipRequest(HeaderTable headers, String method, String version) {
        super(headers);
        this.method = method;
        this.version = version;
    }

    private SipRequest(SipRequest other) {
        super(other);
        this.method = other.method;
        this.uriText = other.uriText;
        this.uri = other.uri;
        this.version = other.version;
        this.startLineStart = other.startLineStart;
        this.startLineEnd = other.startLineEnd;
        this.uriStart = other.uriStart;
        this.uriEnd = other.uriEnd;
        this.localTag = other.localTag;
    }

    /** A request without headers. */
    public static SipRequest create(String method, String requestUri) {
        if (!Ascii.isToken(method)) {
            throw new IllegalArgumentException("Not a method");
        }
        SipRequest request = new SipRequest(new HeaderTable(NO_BYTES, 10), method, VERSION);
        return request.setRequestUri(requestUri);
    }

    public static SipRequest create(String method, SipUri requestUri) {
        return create(method, requestUri.toString());
    }

    public String method() {
        return method;
    }

    public boolean is(String otherMethod) {
        return method.equals(otherMethod);
    }

    /** The version of the start line, {@code SIP/2.0} in any right request. */
    public String version() {
        return version;
    }

    public String requestUriText() {
        if (uriText == null) {
            uriText = SipParser.text(headers.raw(), uriStart, uriEnd);
        }
        return uriText;
    }

    /** @throws SipParseException status 400 if it is malformed */
    public SipUri requestUri() {
        if (uri == null) {
            uri = SipUri.parse(requestUriText());
        }
        return uri;
    }

    /** @throws IllegalArgumentException if the text contains blanks or control characters */
    public SipRequest setRequestUri(String newUri) {
        for (int i = 0; i < newUri.length(); i++) {
            if (newUri.charAt(i) <= ' ') {
                throw new IllegalArgumentException("Blank in Request-URI");
            }
        }
        uriText = newUri;
        uri = null;
        startLineEnd = 0;
        return this;
    }

    public SipRequest setRequestUri(SipUri newUri) {
        return setRequestUri(newUri.toString());
    }

    /**
     * The tag {@link #createResponse} puts into To if the request has none there: random, the same for all responses to this
     * request.
     */
    public String localTag() {
        if (localTag == null) {
            localTag = SipIds.newTag();
        }
        return localTag;
    }

    /** Chooses the tag of {@link #localTag()}. */
    public SipRequest setLocalTag(String tag) {
        localTag = tag;
        return this;
    }

    /** With the usual reason phrase. */
    public SipResponse createResponse(int status) {
        return createResponse(status, SipStatus.reason(status));
    }

    /**
     * A response with all Via, From, To, Call-ID and CSeq of this request (RFC 3261 section 8.2.6); To gets {@link #localTag()}
     * unless it has a tag or the status is 100; Record-Route is copied into 101 to 299 of methods that make dialogs.
     *
     * @param status 100 to 699
     */
    public SipResponse createResponse(int status, String reason) {
        HeaderTable copied = new HeaderTable(headers.raw(), 8);
        boolean dialog = status > 100 && status < 300
                && (method.equals(SipMethod.INVITE) || method.equals(SipMethod.SUBSCRIBE) || method.equals(SipMethod.NOTIFY)
                        || method.equals(SipMethod.REFER));
        copy(HeaderId.VIA, copied);
        if (dialog) {
            copy(HeaderId.RECORD_ROUTE, copied);
        }
        copy(HeaderId.FROM, copied);
        copy(HeaderId.TO, copied);
        copy(HeaderId.CALL_ID, copied);
        copy(HeaderId.CSEQ, copied);
        SipResponse response = new SipResponse(copied, status, reason);
        if (status > 100 && lacksToTag()) {
            response.setHeader(SipHeader.TO, header(SipHeader.TO) + ";tag=" + localTag());
        }
        response.setHeader(SipHeader.CONTENT_LENGTH, "0");
        return response;
    }

    private void copy(int id, HeaderTable target) {
        for (int i = headers.find(id, 0); i >= 0; i = headers.find(id, i + 1)) {
            target.addFrom(headers, i);
        }
    }

    private boolean lacksToTag() {
        int i = headers.find(HeaderId.TO, 0);
        return i >= 0 && ValueGrammar.lacksTag(headers.valueBytes(i), headers.valueStart(i), headers.valueEnd(i));
    }

    @Override
    public SipRequest copy() {
        return new SipRequest(this);
    }

    void received(int lineStart, int lineEnd, int startOfUri, int endOfUri) {
        startLineStart = lineStart;
        startLineEnd = lineEnd;
        uriStart = startOfUri;
        uriEnd = endOfUri;
    }

    void checkUri() {
        if (startLineEnd > 0) {
            UriGrammar.checkRequestUri(headers.raw(), uriStart, uriEnd);
        } else {
            byte[] text = uriText.getBytes(StandardCharsets.UTF_8);
            UriGrammar.checkRequestUri(text, 0, text.length);
        }
    }

    @Override
    int startLineBytes() {
        return startLineEnd > 0 ? startLineEnd - startLineStart
                : Utf8.length(method) + Utf8.length(uriText) + VERSION.length() + 4;
    }

    @Override
    int writeStartLine(byte[] to, int offset) {
        if (startLineEnd > 0) {
            System.arraycopy(headers.raw(), startLineStart, to, offset, startLineEnd - startLineStart);
            return offset + startLineEnd - startLineStart;
        }
        int n = Utf8.write(method, to, offset);
        to[n++] = ' ';
        n = Utf8.write(uriText, to, n);
        to[n++] = ' ';
        n = Utf8.write(VERSION, to, n);
        to[n++] = '\r';
        to[n++] = '\n';
        return n;
    }

    /** Method and Call-ID only, fit for logs. */
    @Override
    public String toString() {
        return method + " (Call-ID " + printable(callId()) + ")";
    }

    static String printable(String s) {
        return s == null ? "none"
                : new String(s.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                        .replaceAll("\\p{Cntrl}", "?");
    }
}
