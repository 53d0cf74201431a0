package io.bridgehead.conference;

/**
 * How people get into a conference by calling it. Whoever has the PIN can join, so it is for the owner to hand out.
 *
 * @param number telephone number to call, null if there is none
 * @param address SIP address to call, null if there is none
 * @param pin digits to enter
 */
public record DialIn(String number, String address, String pin) {

    /** Says nothing: the PIN is a secret. */
    @Override
    public String toString() {
        return "DialIn";
    }
}
