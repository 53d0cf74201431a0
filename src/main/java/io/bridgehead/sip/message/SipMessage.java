package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request or a response. Header lines that nobody touches are written exactly as they were received; values are parsed
 * when somebody asks. Header names may be given in any case and in compact form. Not thread-safe: whoever hands a message on
 * leaves it alone or makes a {@link #copy}.
 * <p>
 * Typed accessors throw {@link SipParseException} if the value is malformed and return null if there is none.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {
    static final byte[] NO_BYTES = {};

    final HeaderTable headers;
    private byte[] bodyBytes = NO_BYTES;
    private int bodyOffset;
    private int bodyLength;
    private SipParseException defect;

    private Via topVia;
    private CSeq cseq;
    private String callId;
    private NameAddr from;
    private NameAddr to;

    SipMessage(HeaderTable headers) {
        this.headers = headers;
    }

    SipMessage(SipMessage other) {
        this.headers = new HeaderTable(other.headers);
        attachBodyOf(other);
        this.defect = other.defect;
        this.topVia = other.topVia;
        this.cseq = other.cseq;
        this.callId = other.callId;
        this.from = other.from;
        this.to = other.to;
    }

    /** A message of its own; changes of one do not show in the other. */
    public abstract SipMessage copy();

    abstract int startLineBytes();

    abstract int writeStartLine(byte[] to, int offset);

    /** The value of the first line with that name, all its comma-separated parts; null if there is none. */
    public String header(String name) {
        int i = find(SipHeader.canonical(name), 0);
        return i < 0 ? null : headers.value(i);
    }

    public boolean hasHeader(String name) {
        return find(SipHeader.canonical(name), 0) >= 0;
    }

    private int find(String canonical, int from) {
        return headers.find(HeaderId.of(canonical), canonical, from);
    }

    private String value(int id) {
        int i = headers.find(id, 0);
        return i < 0 ? null : headers.value(i);
    }

    /**
     * All values with that name; lines of list headers (Via, Route, Contact, Allow …) are cut at their commas, other lines are
     * one value.
     */
    public List<String> headers(String name) {
        String canonical = SipHeader.canonical(name);
        int id = HeaderId.of(canonical);
        int i = headers.find(id, canonical, 0);
        if (i < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        boolean list = SipHeader.isList(canonical);
        for (; i >= 0; i = headers.find(id, canonical, i + 1)) {
            if (list) {
                HeaderValues.split(headers.value(i), values);
            } else {
                values.add(headers.value(i));
            }
        }
        return values;
    }

    /** The names of all header lines in their order, compact forms in full; a name may occur several times. */
    public List<String> headerNames() {
        List<String> names = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            names.add(headers.name(i));
        }
        return names;
    }

    /** Replaces all lines of that name by one, in the place of the first, or appends it. */
    public SipMessage setHeader(String name, String value) {
        String canonical = SipHeader.canonical(name);
        int first = find(canonical, 0);
        if (first < 0) {
            headers.insert(headers.size(), canonical, value);
        } else {
            headers.replace(first, canonical, value);
            removeFrom(canonical, first + 1);
        }
        changed(canonical);
        return this;
    }

    private void removeFrom(String canonical, int from) {
        int id = HeaderId.of(canonical);
        for (int i = headers.find(id, canonical, from); i >= 0; i = headers.find(id, canonical, i)) {
            headers.remove(i);
        }
    }

    /** Appends a line behind all others. */
    public SipMessage addHeader(String name, String value) {
        String canonical = SipHeader.canonical(name);
        headers.insert(headers.size(), canonical, value);
        changed(canonical);
        return this;
    }

    /** Inserts a line before the first of that name, or before all others if there is none. */
    public SipMessage addFirst(String name, String value) {
        String canonical = SipHeader.canonical(name);
        headers.insert(Math.max(find(canonical, 0), 0), canonical, value);
        changed(canonical);
        return this;
    }

    /**
     * Removes the first value of that name; of a list header only the part before the first comma.
     *
     * @return whether there was one
     */
    public boolean removeFirst(String name) {
        String canonical = SipHeader.canonical(name);
        int i = find(canonical, 0);
        if (i < 0) {
            return false;
        }
        if (SipHeader.isList(canonical) && headers.hasComma(i)) {
            String value = headers.value(i);
            int end = HeaderValues.endOfElement(value, 0);
            if (end < value.length()) {
                headers.replace(i, canonical, value.substring(end + 1).strip());
                changed(canonical);
                return true;
            }
        }
        headers.remove(i);
        changed(canonical);
        return true;
    }

    /**
     * Replaces the first value of that name, of a list header only the part before the first comma. Without one it is added.
     */
    public SipMessage replaceFirst(String name, String value) {
        String canonical = SipHeader.canonical(name);
        int i = find(canonical, 0);
        if (i < 0) {
            return addFirst(name, value);
        }
        String behind = "";
        if (SipHeader.isList(canonical) && headers.hasComma(i)) {
            String old = headers.value(i);
            behind = old.substring(HeaderValues.endOfElement(old, 0));
        }
        headers.replace(i, canonical, value + behind);
        changed(canonical);
        return this;
    }

    /** Removes all lines of that name. */
    public SipMessage removeHeader(String name) {
        String canonical = SipHeader.canonical(name);
        removeFrom(canonical, 0);
        changed(canonical);
        return this;
    }

    /** Forgets what was read from lines of that name. */
    private void changed(String canonical) {
        switch (HeaderId.of(canonical)) {
            case HeaderId.VIA -> topVia = null;
            case HeaderId.CSEQ -> cseq = null;
            case HeaderId.CALL_ID -> callId = null;
            case HeaderId.FROM -> from = null;
            case HeaderId.TO -> to = null;
            default -> {
                // nothing is kept of others
            }
        }
    }

    /** The topmost Via. */
    public Via topVia() {
        if (topVia == null) {
            String value = value(HeaderId.VIA);
            topVia = value == null ? null : Via.parse(value.substring(0, HeaderValues.endOfElement(value, 0)).strip());
        }
        return topVia;
    }

    public List<Via> vias() {
        return headers(SipHeader.VIA).stream().map(Via::parse).toList();
    }

    public CSeq cseq() {
        if (cseq == null) {
            String value = value(HeaderId.CSEQ);
            cseq = value == null ? null : CSeq.parse(value);
        }
        return cseq;
    }

    public String callId() {
        if (callId == null) {
            callId = value(HeaderId.CALL_ID);
        }
        return callId;
    }

    public NameAddr from() {
        if (from == null) {
            String value = value(HeaderId.FROM);
            from = value == null ? null : NameAddr.parse(value);
        }
        return from;
    }

    public NameAddr to() {
        if (to == null) {
            String value = value(HeaderId.TO);
            to = value == null ? null : NameAddr.parse(value);
        }
        return to;
    }

    public List<NameAddr> contacts() {
        return addresses(SipHeader.CONTACT);
    }

    public List<NameAddr> routes() {
        return addresses(SipHeader.ROUTE);
    }

    public List<NameAddr> recordRoutes() {
        return addresses(SipHeader.RECORD_ROUTE);
    }

    /** The values of any list of addresses, e.g. Path or P-Asserted-Identity. */
    public List<NameAddr> addresses(String name) {
        return headers(name).stream().map(NameAddr::parse).toList();
    }

    /** 0 to 255, or -1 if there is none. */
    public int maxForwards() {
        return number(HeaderId.MAX_FORWARDS, 255);
    }

    /** Seconds, 0 to 2^31-1; larger values count as the largest (section 20.19 lets us choose); -1 if there is none. */
    public int expires() {
        String value = value(HeaderId.EXPIRES);
        if (value == null) {
            return -1;
        }
        long seconds = Ascii.number(value, Long.MAX_VALUE / 16);
        if (seconds < 0) {
            throw new SipParseException("Malformed Expires");
        }
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }

    /** What Content-Length says; -1 if there is none. */
    public int contentLength() {
        return number(HeaderId.CONTENT_LENGTH, Integer.MAX_VALUE);
    }

    private int number(int id, long max) {
        int i = headers.find(id, 0);
        if (i < 0) {
            return -1;
        }
        long n = Ascii.number(headers.valueBytes(i), headers.valueStart(i), headers.valueEnd(i), max);
        if (n < 0) {
            throw new SipParseException("Malformed " + HeaderId.name(id));
        }
        return (int) n;
    }

    public String contentType() {
        return value(HeaderId.CONTENT_TYPE);
    }

    /** A copy of the body; empty if there is none. */
    public byte[] body() {
        byte[] copy = new byte[bodyLength];
        System.arraycopy(bodyBytes, bodyOffset, copy, 0, bodyLength);
        return copy;
    }

    /** Bytes in the body. */
    public int bodyLength() {
        return bodyLength;
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(bodyBytes, bodyOffset, bodyLength, StandardCharsets.UTF_8);
    }

    /** Sets body, Content-Type and Content-Length. The array is not copied. A null type removes Content-Type. */
    public SipMessage setBody(String contentType, byte[] body) {
        attachBody(body, 0, body.length);
        if (contentType == null) {
            removeHeader(SipHeader.CONTENT_TYPE);
        } else {
            setHeader(SipHeader.CONTENT_TYPE, contentType);
        }
        return setHeader(SipHeader.CONTENT_LENGTH, Integer.toString(body.length));
    }

    /** The body as {@link #setBody(String, byte[])}, in UTF-8. */
    public SipMessage setBody(String contentType, String body) {
        return setBody(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Attaches a body that was received apart from the header section, touching no header. The array is not copied. */
    public void attachBody(byte[] received) {
        attachBody(received, 0, received.length);
    }

    /** Bodies are never changed in place, so two messages may share one. */
    final void attachBodyOf(SipMessage other) {
        attachBody(other.bodyBytes, other.bodyOffset, other.bodyLength);
    }

    final void attachBody(byte[] bytes, int offset, int length) {
        bodyBytes = bytes;
        bodyOffset = offset;
        bodyLength = length;
    }

    /** What the parser found wrong but could read on after; null if nothing. {@link SipValidator} reports it. */
    SipParseException defect() {
        return defect;
    }

    /** The first defect counts. */
    void defect(SipParseException found) {
        if (defect == null) {
            defect = found;
        }
    }

    /** Number of bytes {@link #writeTo} writes. */
    public int size() {
        return startLineBytes() + headers.bytes() + missingContentLength().length() + 2 + bodyLength;
    }

    /**
     * Writes the message: what was received and not changed exactly as it was, plus a Content-Length if there is none.
     *
     * @return the offset behind the last byte
     */
    public int writeTo(byte[] target, int offset) {
        int n = writeStartLine(target, offset);
        n = headers.write(target, n);
        n = Utf8.write(missingContentLength(), target, n);
        target[n++] = '\r';
        target[n++] = '\n';
        System.arraycopy(bodyBytes, bodyOffset, target, n, bodyLength);
        return n + bodyLength;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[size()];
        writeTo(bytes, 0);
        return bytes;
    }

    private String missingContentLength() {
        return headers.find(HeaderId.CONTENT_LENGTH, 0) >= 0 ? "" : "Content-Length: " + bodyLength + "\r\n";
    }

    /** The whole message as text. For tests and debugging only: it holds credentials and telephone numbers. */
    public String toText() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
