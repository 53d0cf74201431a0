package io.bridgehead.conference;

/**
 * What a bridge offers those who call it to join a conference.
 *
 * @param number telephone number to call, null if there is none
 * @param address SIP address to call, null if there is none
 * @param pinLength digits of a PIN, 6 to 12
 * @param byDefault whether conferences that say nothing about it can be called
 */
public record DialInOffer(String number, String address, int pinLength, boolean byDefault) {

    public DialInOffer {
        if (number == null && address == null || pinLength < Pins.SHORTEST || pinLength > Pins.LONGEST) {
            throw new IllegalArgumentException("Dial-in needs a number or an address, and PINs of " + Pins.SHORTEST + " to "
                    + Pins.LONGEST + " digits");
        }
    }
}
