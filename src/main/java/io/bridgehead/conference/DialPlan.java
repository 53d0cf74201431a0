package io.bridgehead.conference;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads what people type as an address and says whether it may be called. Only what is certain is changed: separators are taken
 * out of numbers; SIP URIs, internal and national numbers keep their form.
 *
 * @param internationalPrefix what the region dials instead of {@code +}, such as {@code 00}; empty: never replaced
 * @param allowedPrefixes numbers must begin with one of these ({@code +49}, {@code 1}…); empty: all may be called
 * @param deniedPrefixes numbers must begin with none of these
 * @param emergencyNumbers short codes that are never called from a conference
 * @param sipAllowed whether {@code sip:} and {@code sips:} addresses may be called
 * @param sipHosts hosts of SIP addresses that may be called, lower case; empty: all
 */
public record DialPlan(String internationalPrefix, List<String> allowedPrefixes, List<String> deniedPrefixes,
        List<String> emergencyNumbers, boolean sipAllowed, List<String> sipHosts) {

    /** E.164 allows fifteen digits; fewer than seven cannot be a whole number with country code. */
    private static final Pattern WORLD_WIDE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern LOCAL = Pattern.compile("[0-9]{2,15}");
    /** RFC 3966: a local number and the context it is valid in. */
    private static final Pattern IN_CONTEXT = Pattern
            .compile("(?i:tel):([0-9().-]{2,32});(?i:phone-context)=(?:\\+[0-9]{1,15}|[A-Za-z0-9.-]{1,128})");
    /** RFC 3261 without password and header fields, which have no use in a number to call. */
    private static final Pattern SIP = Pattern.compile("(?i:sips?):([A-Za-z0-9_.!~*'()&=+$,;?/%-]{1,128})"
            + "@([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?(?:;[A-Za-z0-9_.!~*'=%-]{1,128}){0,8}");
    /** What people write between digits. */
    private static final Pattern SEPARATORS = Pattern.compile("[ ./\\u00a0-]");
    private static final Pattern BRACKETS = Pattern.compile("[()]");
    /** The zero that is not dialled after a country code. */
    private static final Pattern ZERO_IN_BRACKETS = Pattern.compile("(?<=^\\+[0-9]{1,4})\\(0\\)");
    private static final int LONGEST_COUNTRY_CODE = 3;
    private static final int MAX_LENGTH = 512;

    public DialPlan {
        allowedPrefixes = List.copyOf(allowedPrefixes);
        deniedPrefixes = List.copyOf(deniedPrefixes);
        emergencyNumbers = List.copyOf(emergencyNumbers);
        sipHosts = List.copyOf(sipHosts);
    }

    /** Everything may be called except emergency numbers. */
    public static DialPlan open() {
        return new DialPlan("", List.of(), List.of(), List.of("000", "110", "111", "112", "119", "911", "999"), true,
                List.of());
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
        String normalised = normalise(trimmed);
        return new TelephoneAddress(trimmed, normalised, normalised);
    }

    /**
     * The three forms of a caller's address. Whom we may not call may well call us; it only cannot be called back.
     *
     * @param from empty if the caller withholds it
     */
    public TelephoneAddress caller(String from) {
        if (from.isBlank()) {
            return new TelephoneAddress("withheld", TelephoneAddress.WITHHELD, null);
        }
        String shown = from.startsWith("tel:") ? from.substring("tel:".length()) : from;
        try {
            String normalised = normalise(from);
            return new TelephoneAddress(shown, normalised, normalised);
        } catch (InvalidAddressException | NumberNotAllowedException e) {
            return new TelephoneAddress(shown, from, null);
        }
    }

    private String normalise(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            checkSip(typed);
            return typed;
        }
        Matcher inContext = IN_CONTEXT.matcher(typed);
        if (inContext.matches()) {
            String local = bare(inContext.group(1));
            if (local.startsWith("+")) {
                return worldWideOnly(local); // whatever context it claims
            }
            checkNumber(local);
            return typed;
        }
        String number = bare(lower.startsWith("tel:") ? typed.substring("tel:".length()) : typed);
        if (!LOCAL.matcher(number).matches()) {
            return worldWideOnly(number);
        }
        checkNumber(number);
        return number;
    }

    private String worldWideOnly(String number) {
        if (!WORLD_WIDE.matcher(number).matches()) {
            throw new InvalidAddressException();
        }
        checkNumber(number);
        return "tel:" + number;
    }

    private String bare(String number) {
        String digits = worldWide(SEPARATORS.matcher(number.strip()).replaceAll(""));
        String dialled = ZERO_IN_BRACKETS.matcher(digits).replaceFirst("");
        return worldWide(BRACKETS.matcher(dialled).replaceAll(""));
    }

    private String worldWide(String number) {
        boolean abroad = !internationalPrefix.isEmpty() && number.startsWith(internationalPrefix);
        return abroad ? "+" + number.substring(internationalPrefix.length()) : number;
    }

    private void checkSip(String uri) {
        Matcher matcher = SIP.matcher(uri);
        if (!matcher.matches()) {
            throw new InvalidAddressException();
        }
        boolean host = sipHosts.isEmpty() || sipHosts.contains(matcher.group(2).toLowerCase(Locale.ROOT));
        if (!sipAllowed || !host) {
            throw new NumberNotAllowedException();
        }
        // A number dressed as a SIP address goes to the telephone network all the same.
        String number = bare(decode(matcher.group(1)).split(";", 2)[0]);
        if (WORLD_WIDE.matcher(number).matches()) {
            checkNumber(number);
        } else if (denied(number)) {
            throw new NumberNotAllowedException();
        }
    }

    private void checkNumber(String number) {
        boolean allowed = allowedPrefixes.isEmpty() || allowedPrefixes.stream().anyMatch(number::startsWith);
        if (!allowed || denied(number)) {
            throw new NumberNotAllowedException();
        }
    }

    private boolean denied(String number) {
        return emergencyNumbers.contains(number) || hasDeniedPrefix(number)
                || IntStream.rangeClosed(2, 1 + LONGEST_COUNTRY_CODE).anyMatch(at -> hasDeniedPrefix(withoutZero(number, at)));
    }

    private boolean hasDeniedPrefix(String number) {
        return deniedPrefixes.stream().anyMatch(number::startsWith);
    }

    /** Some networks drop a zero after the country code, where others want it: a denied number is denied either way. */
    private static String withoutZero(String number, int at) {
        boolean zero = number.startsWith("+") && number.length() > at && number.charAt(at) == '0';
        return zero ? number.substring(0, at) + number.substring(at + 1) : number;
    }

    private static String decode(String user) {
        return Pattern.compile("%([0-9A-Fa-f]{2})").matcher(user)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
}
