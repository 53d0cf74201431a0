package io.bridgehead.sip.message;

/** Reads request lines and status lines; what is wrong although it can be read becomes the message's defect. */
final class StartLine {

    private StartLine() {
    }

    /**
     * @param end of the line, before its CRLF
     * @throws SipParseException if this is neither
     */
    static SipMessage read(HeaderTable headers, byte[] b, int start, int end) {
        if (end - start > 8 && isSip(b, start) && Ascii.isDigit(b[start + 4])) {
            return status(headers, b, start, end);
        }
        return request(headers, b, start, end);
    }

    private static SipMessage status(HeaderTable headers, byte[] b, int start, int end) {
        int i = start + "SIP/2.0 ".length();
        if (end < i + 3 || b[i - 1] != ' ' || !Ascii.isDigit(b[i]) || !Ascii.isDigit(b[i + 1]) || !Ascii.isDigit(b[i + 2])
                || end > i + 3 && b[i + 3] != ' ') {
            throw new SipParseException("Malformed status line");
        }
        int status = (b[i] - '0') * 100 + (b[i + 1] - '0') * 10 + b[i + 2] - '0';
        SipResponse response = new SipResponse(headers, status, reason(b, i + 4, end, status));
        response.received(start, end + 2);
        if (status < 100 || status > 699) {
            response.defect(new SipParseException("Status out of range"));
        } else if (!isVersion2(b, start, start + 7)) {
            response.defect(new SipParseException(505, "Version Not Supported"));
        }
        return response;
    }

    private static String reason(byte[] b, int start, int end, int status) {
        if (start >= end) {
            return "";
        }
        String usual = SipStatus.reason(status);
        return Utf8.isSame(usual, b, start, end) ? usual : SipParser.text(b, start, end);
    }

    private static SipMessage request(HeaderTable headers, byte[] b, int start, int end) {
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
        boolean blank = versionEnd != end || uriEnd <= uriStart;
        for (int i = uriStart; i < uriEnd; i++) {
            blank |= Ascii.isBlank(b[i]);
        }
        SipRequest request = new SipRequest(headers, SipMethod.of(b, start, methodEnd),
                isVersion2(b, versionStart, versionEnd) ? SipRequest.VERSION : SipParser.text(b, versionStart, versionEnd));
        request.received(start, end + 2, uriStart, uriEnd);
        if (blank) {
            request.defect(new SipParseException("Blanks in the request line"));
        }
        return request;
    }

    private static boolean isSip(byte[] b, int i) {
        return (b[i] | 32) == 's' && (b[i + 1] | 32) == 'i' && (b[i + 2] | 32) == 'p' && b[i + 3] == '/';
    }

    private static boolean isVersion2(byte[] b, int start, int end) {
        return end - start == 7 && b[start + 4] == '2' && b[start + 5] == '.' && b[start + 6] == '0';
    }
}
