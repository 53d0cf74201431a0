package io.bridgehead.bridge.simulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bridgehead.conference.Cause;

/**
 * What the telephone of an address does, told by the last three digits of its number or of the part before the {@code @}:
 * {@code 100} is called and never rings; {@code 180} rings for ever; {@code 201} to {@code 299} answers and hangs up after 1
 * to 99 tenths of a second; {@code 400} to {@code 699} refuses with that SIP status; anything else answers and stays.
 *
 * @param rings whether it rings
 * @param refusal why it refuses; null if it does not
 * @param answers whether it answers
 * @param talks how long after the answer it hangs up; null if it stays
 */
record Script(boolean rings, Cause refusal, boolean answers, Duration talks) {

    private static final Pattern LAST_DIGITS = Pattern.compile("^(?:[a-z]+:)?[^@;?]*?([0-9]{3})(?:[@;?].*)?$");

    static Script of(String address) {
        Matcher matcher = LAST_DIGITS.matcher(address);
        int code = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (code == 100 || code == 180) {
            return new Script(code == 180, null, false, null);
        }
        if (code > 200 && code < 300) {
            return new Script(true, null, true, Duration.ofMillis((code - 200) * 100L));
        }
        if (code >= 400 && code < 700) {
            return new Script(true, Cause.sip(code, "simulated"), false, null);
        }
        return new Script(true, null, true, null);
    }
}
