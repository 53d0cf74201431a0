package io.bridgehead.sip.message;

/**
 * A CSeq value (RFC 3261 section 20.16).
 *
 * @param number sequence number, 0 to 2^31-1
 * @param method method of the request, or of the request that is answered
 */
public record CSeq(long number, String method) {

    /** The largest number a CSeq may carry: it must be less than 2^31. */
    public static final long MAX_NUMBER = 0x7FFF_FFFFL;

    /**
     * @throws SipParseException with status 400 if the text is not a number below 2^31 followed by a method
     */
    public static CSeq parse(String text) {
        int end = 0;
        long number = 0;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            number = number * 10 + (text.charAt(end++) - '0');
            if (number > MAX_NUMBER) {
                throw new SipParseException("Overlarge CSeq number");
            }
        }
        int start = end;
        while (start < text.length() && Ascii.isBlank(text.charAt(start))) {
            start++;
        }
        String method = text.substring(start);
        if (end == 0 || start == end || !Ascii.isToken(method)) {
            throw new SipParseException("Malformed CSeq");
        }
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
