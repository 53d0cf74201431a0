package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/** The names of the SIP methods this product knows. Methods are case-sensitive (RFC 3261 section 7.1). */
public final class SipMethod {
    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String INFO = "INFO";
    public static final String INVITE = "INVITE";
    public static final String MESSAGE = "MESSAGE";
    public static final String NOTIFY = "NOTIFY";
    public static final String OPTIONS = "OPTIONS";
    public static final String PRACK = "PRACK";
    public static final String PUBLISH = "PUBLISH";
    public static final String REFER = "REFER";
    public static final String REGISTER = "REGISTER";
    public static final String SUBSCRIBE = "SUBSCRIBE";
    public static final String UPDATE = "UPDATE";

    private static final String[] KNOWN = { MESSAGE, REGISTER, INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, SUBSCRIBE, INFO,
            PRACK, PUBLISH, REFER, UPDATE };

    private SipMethod() {
    }

    /** Whether it is one of the methods registered with IANA. */
    public static boolean isKnown(String method) {
        for (String known : KNOWN) {
            if (known.equals(method)) {
                return true;
            }
        }
        return false;
    }

    /** The method in the bytes, without garbage if it is a known one. */
    static String of(byte[] b, int start, int end) {
        for (String known : KNOWN) {
            if (Utf8.isSame(known, b, start, end)) {
                return known;
            }
        }
        return new String(b, start, end - start, StandardCharsets.US_ASCII);
    }
}
