package io.bridgehead.soap;

import java.util.Optional;

/**
 * How people call a conference themselves.
 *
 * @param number a telephone number
 * @param address a SIP address
 * @param pin the digits to enter
 */
public record ReportedDialIn(Optional<String> number, Optional<String> address, String pin) {

    /** Says nothing: the PIN is a secret. */
    @Override
    public String toString() {
        return "ReportedDialIn";
    }
}
