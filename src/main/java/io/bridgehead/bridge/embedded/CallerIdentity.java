package io.bridgehead.bridge.embedded;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
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
    private static final Pattern WORLD_WIDE = Pattern.compile("\\+[0-9]{3,15}");
    private static final Pattern SEPARATORS = Pattern.compile("[().\\-]");

    static CallerIdentity of(SipRequest invite, boolean outside) {
        SipUri uri = outside ? asserted(invite) : invite.from().uri();
        String plain = plain(uri, outside);
        String privacy = invite.header("Privacy");
        boolean withheld = privacy != null && !privacy.toLowerCase(Locale.ROOT).contains("none")
                || "anonymous".equalsIgnoreCase(invite.from().uri().user())
                || "anonymous.invalid".equalsIgnoreCase(invite.from().uri().host());
        String address = withheld ? "" : plain;
        return new CallerIdentity(address, outside || address.isEmpty() ? "" : address.substring("sip:".length()),
                (outside ? "trunk " : "user ") + plain, outside);
    }

    /** What the trunk says first; providers write a SIP address, a tel URI, or both. */
    private static SipUri asserted(SipRequest invite) {
        try {
            return invite.addresses(SipHeader.P_ASSERTED_IDENTITY).stream().map(NameAddr::uri).findFirst()
                    .orElse(invite.from().uri());
        } catch (SipParseException e) {
            return invite.from().uri(); // as good as none
        }
    }

    private static String plain(SipUri uri, boolean outside) {
        String user = uri.user() == null ? "" : uri.user();
        String plain;
        if (!uri.isSip()) {
            plain = tel(uri.opaque());
        } else if (outside && WORLD_WIDE.matcher(user).matches()) {
            plain = "tel:" + user;
        } else {
            plain = "sip:" + user + "@" + uri.host().toLowerCase(Locale.ROOT);
        }
        return plain.length() <= LONGEST ? plain : "";
    }

    /** A tel URI without visual separators and parameters, but for what makes a local number unique (RFC 3966 §5.1.5). */
    private static String tel(String number) {
        String[] parts = number.split(";");
        String digits = SEPARATORS.matcher(parts[0]).replaceAll("");
        String context = Arrays.stream(parts).filter(part -> part.startsWith("phone-context=")).findFirst().orElse("");
        return "tel:" + digits + (digits.startsWith("+") || context.isEmpty() ? "" : ";" + context);
    }

    /** Without the address. */
    @Override
    public String toString() {
        return outside ? "a caller from the telephone network" : "a user";
    }
}
