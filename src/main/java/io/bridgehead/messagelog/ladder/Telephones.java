package io.bridgehead.messagelog.ladder;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Hides telephone numbers in text that goes to a screen. */
public final class Telephones {

    // Five digits and more, also divided as people write numbers; shorter ones are SIP statuses and extensions.
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\+?\\d(?:[ ().-]?\\d){4,}(?![\\w])");

    private Telephones() {
    }

    /** The same text with all but the last two digits of every number replaced by {@code *}. */
    public static String mask(String text) {
        return NUMBER.matcher(text).replaceAll(Telephones::masked);
    }

    private static String masked(MatchResult number) {
        String digits = number.group();
        return "*".repeat(digits.length() - 2) + digits.substring(digits.length() - 2);
    }
}
