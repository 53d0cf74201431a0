package io.bridgehead.conference;

/**
 * An address in the three forms worth keeping apart. Made by {@link DialPlan#resolve(String)}.
 *
 * @param typed as the user typed it, trimmed
 * @param normalised what it means: {@code tel:+…} for a world-wide number; {@code tel:…;phone-context=…}, {@code sip:} and
 *        {@code sips:} URIs untouched; or the bare digits of an internal or national number, which nothing is put
 *        before
 * @param dialled what the bridge is told to dial; null for a caller who cannot be called back
 */
public record TelephoneAddress(String typed, String normalised, String dialled) {

    /** RFC 3323, section 4.1.1.3. */
    static final String WITHHELD = "sip:anonymous@anonymous.invalid";

    /** Whether it is a SIP or SIPS URI. */
    public boolean sip() {
        return normalised.regionMatches(true, 0, "sip:", 0, 4) || normalised.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** Whether it is a world-wide (E.164) number. */
    public boolean worldWide() {
        return normalised.startsWith("tel:+");
    }

    /** Whether it is a caller's who does not want it known. */
    public boolean withheld() {
        return normalised.equals(WITHHELD);
    }

    /** Numbers are personal: only the last two characters are shown. */
    @Override
    public String toString() {
        return "…" + normalised.substring(Math.max(0, normalised.length() - 2));
    }
}
