package io.bridgehead.conference;

/**
 * Why something ended, as close to the one who knew as we can tell.
 *
 * @param source who says so
 * @param code SIP status (100–699), Q.850 cause (0–127), otherwise 0
 * @param text short text for people, may be empty; cut at 200 characters, control characters taken out
 */
public record Cause(Source source, int code, String text) {

    /** Who gave the cause. */
    public enum Source {
        SIP,
        Q850,
        TIMER,
        BRIDGE,
        USER
    }

    public Cause {
        if (source == null || code < 0 || code > 699) {
            throw new IllegalArgumentException("Not a cause");
        }
        text = PlainText.of(text);
    }

    /** A final SIP status. */
    public static Cause sip(int status, String text) {
        return new Cause(Source.SIP, status, text);
    }

    /** A cause of ITU-T Q.850. */
    public static Cause q850(int code, String text) {
        return new Cause(Source.Q850, code, text);
    }

    static Cause timer(String text) {
        return new Cause(Source.TIMER, 0, text);
    }

    /** Something the bridge says in its own words. */
    public static Cause bridge(String text) {
        return new Cause(Source.BRIDGE, 0, text);
    }

    static Cause user(String text) {
        return new Cause(Source.USER, 0, text);
    }
}
