package io.bridgehead.im;

import java.time.Duration;

/**
 * How long registrations last and how many there may be.
 *
 * @param standardExpiry for a device that asks for none
 * @param minimumExpiry a device that asks for less is answered 423
 * @param maximumExpiry a device that asks for more gets this
 * @param contacts devices of one user at most; a further one takes the place of the one that would end first
 */
public record RegistrarSettings(Duration standardExpiry, Duration minimumExpiry, Duration maximumExpiry, int contacts) {

    public RegistrarSettings {
        if (minimumExpiry.isZero() || minimumExpiry.isNegative() || minimumExpiry.compareTo(standardExpiry) > 0
                || standardExpiry.compareTo(maximumExpiry) > 0) {
            throw new IllegalArgumentException(
                    "bridgehead.registrar: 0 < minimum-expiry <= expiry <= maximum-expiry is needed");
        }
        if (contacts < 1) {
            throw new IllegalArgumentException("bridgehead.registrar.contacts: at least 1 is needed");
        }
    }

    /** One hour, one minute, one day, five devices. */
    public static final RegistrarSettings STANDARD = new RegistrarSettings(Duration.ofHours(1), Duration.ofMinutes(1),
            Duration.ofDays(1), 5);
}
