package io.bridgehead.sip.message;

/**
 * A request line or status line.
 *
 * @param method null in a status line
 * @param text Request-URI or reason phrase
 * @param version of a request line
 * @param status of a status line, otherwise -1
 * @param defect what is wrong although it can be read, or null
 */
record StartLine(String method, String text, String version, int status, SipParseException defect) {

    static StartLine parse(byte[] b, int start, int end) {
        if (end - start > 8 && isSip(b, start) && Ascii.isDigit(b[start + 4])) {
            return status(b, start, end);
        }
        return request(b, start, end);
    }

    private static StartLine status(byte[] b, int start, int end) {
        int i = start + "SIP/2.0 ".length();
        if (end < i + 3 || b[i - 1] != ' ' || !Ascii.isDigit(b[i]) || !Ascii.isDigit(b[i + 1]) || !Ascii.isDigit(b[i + 2])
                || end > i + 3 && b[i + 3] != ' ') {
            throw new SipParseException("Malformed status line");
        }
        int status = (b[i] - '0') * 100 + (b[i + 1] - '0') * 10 + b[i + 2] - '0';
        SipParseException defect = status < 100 || status > 699 ? new SipParseException("Status out of range")
                : b[start + 4] != '2' || b[start + 5] != '.' || b[start + 6] != '0'
                        ? new SipParseException(505, "Version Not Supported")
                        : null;
        return new StartLine(null, end > i + 3 ? SipParser.text(b, i + 4, end) : "", null, status, defect);
    }

    private static StartLine request(byte[] b, int start, int end) {
        int methodEnd = start;
        while (methodEnd < end && Ascii.isToken(b[methodEnd])) {
            methodEnd++;
        }
        int versionEnd = end;
        while (versionEnd > start && Ascii.isBlank(b[versionEnd - 1])) {
            versionEnd--;
        }
        int versionStart = versionEnd;
        while (versionStart > methodEnd && !Ascii.isBlank(b[versionStart - 1])) {
            versionStart--;
        }
        if (methodEnd == start || methodEnd == end || b[methodEnd] != ' ' || versionStart <= methodEnd + 1
                || versionEnd - versionStart < 5 || !isSip(b, versionStart)) {
            throw new SipParseException("Not a SIP request line");
        }
        int uriStart = methodEnd + 1;
        int uriEnd = versionStart - 1;
        boolean blank = versionEnd != end;
        for (int i = uriStart; i < uriEnd; i++) {
            blank |= Ascii.isBlank(b[i]);
        }
        return new StartLine(SipParser.text(b, start, methodEnd), SipParser.text(b, uriStart, uriEnd),
                SipParser.text(b, versionStart, versionEnd), -1,
                blank || uriEnd <= uriStart ? new SipParseException("Blanks in the request line") : null);
    }

    private static boolean isSip(byte[] b, int i) {
        return (b[i] | 32) == 's' && (b[i + 1] | 32) == 'i' && (b[i + 2] | 32) == 'p' && b[i + 3] == '/';
    }

    SipMessage toMessage(HeaderTable headers, byte[] bytes, int start, int end) {
        if (method == null) {
            SipResponse response = new SipResponse(headers, status, text);
            response.received(bytes, start, end);
            return response;
        }
        SipRequest request = new SipRequest(headers, method, text, version);
        request.received(bytes, start, end);
        return request;
    }
}
