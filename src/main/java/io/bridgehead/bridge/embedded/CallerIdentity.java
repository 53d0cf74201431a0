package io.bridgehead.bridge.embedded;

import java.util.Locale;

import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;

/**
 * Who calls. The IM server lets nobody through with another's address in From; a trunk says in P-Asserted-Identity (RFC 3325)
 * what it knows.
 *
 * @param address what the conference is told: {@code tel:+…} or {@code sip:…}, empty if the caller withholds it
 * @param user {@code user@host} of a caller whom the IM server has let through; empty from elsewhere, or if withheld
 * @param source by whom wrong PINs are counted, also of callers who withhold their address
 * @param outside whether the call comes from the telephone network
 */
record CallerIdentity(String address, String user, String source, boolean outside) {

    private static final int LONGEST = 256;

    static CallerIdentity of(SipRequest invite, boolean outside) {
        SipUri uri = invite.from().uri();
        String asserted = outside ? invite.header("P-Asserted-Identity") : null;
        if (asserted != null) {
            try {
                uri = NameAddr.parse(asserted).uri();
            } catch (SipParseException e) {
                uri = invite.from().uri(); // as good as none
            }
        }
        String plain = plain(uri, outside);
        String privacy = invite.header("Privacy");
        boolean withheld = privacy != null && !privacy.toLowerCase(Locale.ROOT).contains("none")
                || "anonymous".equalsIgnoreCase(invite.from().uri().user())
                || "anonymous.invalid".equalsIgnoreCase(invite.from().uri().host());
        String address = withheld ? "" : plain;
        return new CallerIdentity(address, outside || address.isEmpty() ? "" : address.substring("sip:".length()),
                (outside ? "trunk " : "user ") + plain, outside);
    }

    private static String plain(SipUri uri, boolean outside) {
        String user = uri.user() == null ? "" : uri.user();
        String plain = outside && user.matches("\\+[0-9]{3,15}") ? "tel:" + user
                : "sip:" + user + "@" + String.valueOf(uri.host()).toLowerCase(Locale.ROOT);
        return plain.length() <= LONGEST ? plain : "";
    }

    /** Without the address. */
    @Override
    public String toString() {
        return outside ? "a caller from the telephone network" : "a user";
    }
}
