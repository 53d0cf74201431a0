package io.bridgehead.im;

import io.bridgehead.sip.BadRequestException;
import io.bridgehead.sip.IntervalTooBriefException;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipParseException;

/**
 * One Contact of a REGISTER, read and checked.
 *
 * @param uri as text
 * @param seconds how long it is to last, 0 to be removed
 */
record ContactRequest(String uri, String instance, int regId, int quality, long seconds) {

    private static final int LONGEST_URI = 1024;
    private static final int LONGEST_INSTANCE = 256;

    static ContactRequest of(NameAddr contact, Registration registration, RegistrarSettings settings) {
        String uri = contact.uri().toString();
        if (!contact.uri().isSip() || uri.length() > LONGEST_URI) {
            throw new BadRequestException("Unusable Contact");
        }
        String instance = unquoted(contact.param("+sip.instance"));
        if (instance != null && (instance.isEmpty() || instance.length() > LONGEST_INSTANCE)) {
            throw new BadRequestException("Unusable Contact");
        }
        return new ContactRequest(uri, instance, regId(contact), quality(contact),
                expiry(contact.param("expires"), registration.expires(), settings));
    }

    static NameAddr parse(String value) {
        try {
            return NameAddr.parse(value);
        } catch (SipParseException e) {
            throw new BadRequestException("Malformed Contact");
        }
    }

    /** RFC 3261 §10.3 step 7; a malformed value counts as the standard one. */
    private static long expiry(String parameter, String header, RegistrarSettings settings) {
        String asked = parameter != null ? parameter : header;
        long seconds = asked == null || !asked.matches("[0-9]{1,10}") ? settings.standardExpiry().toSeconds()
                : Long.parseLong(asked);
        if (seconds > 0 && seconds < settings.minimumExpiry().toSeconds()) {
            throw new IntervalTooBriefException(settings.minimumExpiry().toSeconds());
        }
        return Math.min(seconds, settings.maximumExpiry().toSeconds());
    }

    /** RFC 5626 §4.2: 1 to 2^31 - 1; without an instance it means nothing. */
    private static int regId(NameAddr contact) {
        String value = contact.param("reg-id");
        if (value == null || contact.param("+sip.instance") == null) {
            return 0;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) == 0) {
            throw new BadRequestException("Malformed reg-id");
        }
        return Integer.parseInt(value);
    }

    private static int quality(NameAddr contact) {
        String value = contact.param("q");
        return value == null || !value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? 1000
                : (int) Math.round(Double.parseDouble(value) * 1000);
    }

    private static String unquoted(String value) {
        return value != null && value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
