package io.bridgehead.test;

/** A SIP provider: a Kamailio that challenges every call and takes numbers to telephones of this machine. */
public final class Carrier implements AutoCloseable {

    /** Its domain, also the digest realm. */
    public static final String DOMAIN = "carrier.example";
    /** Who its customer is. */
    public static final String USER = "bridgehead";
    public static final String PASSWORD = "trunk-secret";
    /** The number that belongs to the customer; the carrier takes calls from no other. */
    public static final String NUMBER = "+4930999";

    private final Kamailio kamailio = Kamailio.carrier();

    /** Where calls are sent. */
    public String address(String transport) {
        return transport + "://127.0.0.1:" + kamailio.address().getPort();
    }

    /** The number of a telephone that is reached directly. */
    public static String numberOf(Telephones.Telephone telephone) {
        String uri = telephone.uri();
        String user = uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
        return "+4930" + user.substring("phone".length()) + uri.substring(uri.lastIndexOf(':') + 1);
    }

    /** Whether it was asked to call a number, successfully or not. */
    public boolean wasAskedToCall(String number) {
        return kamailio.printed("asked to call " + number) > 0;
    }

    @Override
    public void close() {
        kamailio.close();
    }
}
