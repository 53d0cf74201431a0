package io.bridgehead.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bridgehead.soap.PolicyParts;

/** A policy as people type it: {@code alone=5m}, {@code initiator-leaves=go-on}, {@code adding=participants}. */
final class PolicyWords {

    static final String HELP = "initiator-leaves=end|go-on, last-leaves=end|go-on, alone=TIME|never, inactivity=TIME|never,"
            + " max-length=TIME, adding=in-charge|participants; a TIME is such as 90s, 5m or 2h";

    private static final Pattern TIME = Pattern.compile("([0-9]{1,8})([smh])");
    private static final Map<String, Integer> UNITS = Map.of("s", 1, "m", 60, "h", 3600);
    private static final int LONGEST = 365 * 24 * 3600;

    private PolicyWords() {
    }

    /**
     * Reads the parts of one policy, each {@code KEY=VALUE}.
     *
     * @throws IllegalArgumentException with a sentence for people if one is not as it should be
     */
    static PolicyParts parse(List<String> words) {
        Map<String, String> parts = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            switch (key) {
                case "initiator-leaves", "last-leaves", "alone", "inactivity", "max-length", "adding" -> parts.put(key,
                        word.substring(equals + 1));
                default -> throw new IllegalArgumentException("There is no policy \"" + key + "\". Policies: " + HELP + ".");
            }
        }
        return new PolicyParts(word(parts.get("initiator-leaves"), "end", "go-on"),
                word(parts.get("last-leaves"), "end", "go-on"),
                seconds(parts.get("alone"), true), seconds(parts.get("inactivity"), true),
                seconds(parts.get("max-length"), false), word(parts.get("adding"), "in-charge", "participants"));
    }

    private static Optional<String> word(String value, String one, String other) {
        if (value != null && !value.equals(one) && !value.equals(other)) {
            throw new IllegalArgumentException("Say " + one + " or " + other + ", not \"" + value + "\".");
        }
        return Optional.ofNullable(value);
    }

    private static Optional<Integer> seconds(String value, boolean orNever) {
        if (value == null) {
            return Optional.empty();
        }
        if (orNever && value.equals("never")) {
            return Optional.of(0);
        }
        Matcher time = TIME.matcher(value);
        long seconds = time.matches() ? Long.parseLong(time.group(1)) * UNITS.get(time.group(2)) : 0;
        if (seconds < 1 || seconds > LONGEST) {
            throw new IllegalArgumentException("A time is such as 90s, 5m or 2h, not \"" + value + "\".");
        }
        return Optional.of((int) seconds);
    }
}
