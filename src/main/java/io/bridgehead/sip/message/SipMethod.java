package io.bridgehead.sip.message;

import java.util.Set;

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

    private static final Set<String> KNOWN = Set.of(ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, PRACK, PUBLISH,
            REFER, REGISTER, SUBSCRIBE, UPDATE);

    private SipMethod() {
    }

    /** Whether it is one of the methods registered with IANA. */
    public static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }
}
