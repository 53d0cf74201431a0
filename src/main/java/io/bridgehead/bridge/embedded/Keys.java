package io.bridgehead.bridge.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which way a telephone tells its keys. Some use two at once; so that each key counts once, the first way stays. */
final class Keys {

    /** How a key came. */
    enum Way {
        /** As telephone events in the audio (RFC 4733). */
        AUDIO,
        /** By SIP INFO. */
        INFO
    }

    private static final int PER_SECOND = 20;
    private static final int LONGEST = 256;
    private static final String KEYS = "0123456789*#ABCD";
    private static final Set<String> TYPES = Set.of("application/dtmf-relay", "application/dtmf");
    /** A key, or the number of its telephone event. */
    private static final Pattern KEY = Pattern.compile("(?:SIGNAL\\s*=\\s*)?(1[0-5]|[0-9*#A-D])");

    private final RateLimit rate = new RateLimit(PER_SECOND, Duration.ofSeconds(1));
    private Way first;

    /** Counts a key that came by one way, or says that it must not be counted. */
    synchronized boolean counts(Way way) {
        first = first == null ? way : first;
        return first == way && rate.allows();
    }

    /**
     * The key in an INFO as telephones send it, for which there is no standard: {@code Signal=5} with further lines, or the key
     * alone.
     *
     * @return 0-9, *, #, A-D; 0 if there is none
     */
    static char ofInfo(String contentType, byte[] body) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type) || body.length > LONGEST) {
            return 0;
        }
        return new String(body, StandardCharsets.UTF_8).lines().map(line -> KEY.matcher(line.strip().toUpperCase(Locale.ROOT)))
                .filter(Matcher::matches).map(matcher -> matcher.group(1)).findFirst()
                .map(key -> key.length() == 1 ? key.charAt(0) : KEYS.charAt(Integer.parseInt(key))).orElse((char) 0);
    }
}
