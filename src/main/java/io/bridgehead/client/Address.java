package io.bridgehead.client;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone to call: the name to show and the URI to dial.
 *
 * @param name what a roster shows; never empty
 * @param uri a {@code sip:}, {@code sips:} or {@code tel:} URI without spaces, brackets or control characters
 */
public record Address(String name, String uri) {

    /** Longest text accepted, in characters; longer ones are a mistake, no address. */
    static final int MAX_LENGTH = 256;

    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^\"<>]*?)\"?\\s*<([^<>]+)>\\s*");
    private static final Pattern SIP = Pattern.compile("(?i)sips?:[^\\s@<>\"]+@[^\\s@<>\"/]+");
    private static final Pattern TEL = Pattern.compile("(?i)tel:\\+?[0-9*#][0-9*#().-]*(;[^\\s<>\"]+)?");
    /** With a plus or zero in front, or too long for an extension; shorter digits are somebody of our domain. */
    private static final Pattern NUMBER = Pattern.compile("[+0][0-9( ][0-9(). /-]{1,30}|[0-9][0-9(). /-]{6,30}");
    private static final Pattern USER_AT_HOST = Pattern.compile("[^\\s@<>\":]+@[^\\s@<>\"/]+");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~!$&'*+=-]+");

    public Address {
        Objects.requireNonNull(name);
        Objects.requireNonNull(uri);
    }

    /**
     * Reads what a person typed: {@code sip:bob@host}, {@code tel:+4930…}, {@code +49 30…}, {@code 030…}, {@code bob@host},
     * {@code bob} (someone of the caller's own domain), each also with a name, as {@code "Bob <sip:bob@host>"}.
     *
     * @param domain the domain of a bare user name
     * @throws BadAddressException if it is none of these
     */
    public static Address parse(String typed, String domain) {
        if (typed.length() > MAX_LENGTH) {
            throw new BadAddressException(typed, "is longer than " + MAX_LENGTH + " characters");
        }
        if (typed.chars().anyMatch(Character::isISOControl)) {
            throw new BadAddressException("", "contains control characters");
        }
        Matcher named = NAMED.matcher(unquoted(typed));
        if (named.matches()) {
            String uri = uri(named.group(2).strip(), typed, domain);
            String name = named.group(1).strip();
            return new Address(name.isEmpty() ? shortName(uri) : name, uri);
        }
        String uri = uri(typed.strip(), typed, domain);
        return new Address(shortName(uri), uri);
    }

    /** The same URI under another name; an empty name leaves it as it is. */
    public Address named(String otherName) {
        return otherName == null || otherName.isBlank() ? this : new Address(otherName.strip(), uri);
    }

    /** A shell takes the quotes of {@code "Bob <sip:bob@host>"} away; where there was none they are still around it. */
    private static String unquoted(String typed) {
        String text = typed.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith(">\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static String uri(String text, String typed, String domain) {
        if (SIP.matcher(text).matches() || TEL.matcher(text).matches()) {
            return text;
        }
        if (NUMBER.matcher(text).matches()) {
            return "tel:" + text.replaceAll("[ /]", "");
        }
        if (USER_AT_HOST.matcher(text).matches()) {
            return "sip:" + text;
        }
        if (USER.matcher(text).matches()) {
            return "sip:" + text + "@" + domain;
        }
        throw new BadAddressException(typed, text.isEmpty() ? "is empty" : "is no address");
    }

    /** The part of a URI that people know somebody by: the user of a SIP URI, the number of a tel URI. */
    static String shortName(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        int end = rest.indexOf('@');
        if (end < 0) {
            end = rest.indexOf(';');
        }
        return end > 0 ? rest.substring(0, end) : rest;
    }
}
