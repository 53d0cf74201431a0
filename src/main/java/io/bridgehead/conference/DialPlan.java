package io.bridgehead.conference;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads what people type as an address and says whether it may be called. Only what is certain is changed: separators are taken
 * out of numbers; SIP URIs, internal and national numbers keep their form.
 *
 * @param internationalPrefix what the region dials instead of {@code +}, such as {@code 00}; empty: never replaced
 * @param allowedPrefixes numbers must begin with one of these ({@code +49}, {@code 1}…); empty: all may be called
 * @param deniedPrefixes numbers must begin with none of these
 * @param emergencyNumbers short codes that are never called from a conference
 * @param sipAllowed whether {@code sip:} and {@code sips:} addresses may be called
 */
public record DialPlan(String internationalPrefix, List<String> allowedPrefixes, List<String> deniedPrefixes,
        List<String> emergencyNumbers, boolean sipAllowed) {

    /** E.164 allows fifteen digits; fewer than seven cannot be a whole number with country code. */
    private static final Pattern WORLD_WIDE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern LOCAL = Pattern.compile("[0-9]{2,15}");
    private static final Pattern SIP = Pattern
            .compile(
                    "(?i:sips?):[A-Za-z0-9\\-_.!~*'()&=+$,;?/%]{1,128}@[A-Za-z0-9.\\-\\[\\]:]{1,255}(;[A-Za-z0-9\\-_.!~*'=%]+){0,8}");
    private static final Pattern SEPARATORS = Pattern.compile("[ .()/\\u00a0-]");
    private static final int MAX_LENGTH = 512;

    public DialPlan {
        allowedPrefixes = List.copyOf(allowedPrefixes);
        deniedPrefixes = List.copyOf(deniedPrefixes);
        emergencyNumbers = List.copyOf(emergencyNumbers);
    }

    /** Everything may be called except emergency numbers. */
    public static DialPlan open() {
        return new DialPlan("", List.of(), List.of(), List.of("000", "110", "111", "112", "119", "911", "999"), true);
    }

    /**
     * The three forms of what was typed.
     *
     * @throws InvalidAddressException if it is no address
     * @throws NumberNotAllowedException if it may not be called
     */
    public TelephoneAddress resolve(String typed) {
        if (typed == null || typed.isBlank() || typed.length() > MAX_LENGTH) {
            throw new InvalidAddressException();
        }
        String trimmed = typed.strip();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            return sip(trimmed);
        }
        String number = SEPARATORS.matcher(lower.startsWith("tel:") ? trimmed.substring(4) : trimmed).replaceAll("");
        if (!internationalPrefix.isEmpty() && number.startsWith(internationalPrefix)) {
            number = "+" + number.substring(internationalPrefix.length());
        }
        boolean worldWide = WORLD_WIDE.matcher(number).matches();
        if (!worldWide && !LOCAL.matcher(number).matches()) {
            throw new InvalidAddressException();
        }
        check(number);
        String normalised = worldWide ? "tel:" + number : number;
        return new TelephoneAddress(trimmed, normalised, normalised);
    }

    private TelephoneAddress sip(String uri) {
        if (!SIP.matcher(uri).matches()) {
            throw new InvalidAddressException();
        }
        if (!sipAllowed) {
            throw new NumberNotAllowedException();
        }
        return new TelephoneAddress(uri, uri, uri);
    }

    private void check(String number) {
        boolean allowed = allowedPrefixes.isEmpty() || allowedPrefixes.stream().anyMatch(number::startsWith);
        if (!allowed || deniedPrefixes.stream().anyMatch(number::startsWith) || emergencyNumbers.contains(number)) {
            throw new NumberNotAllowedException();
        }
    }
}
