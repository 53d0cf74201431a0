package io.bridgehead.conference;

/**
 * Whom to call, as asked for.
 *
 * @param name what people read, at most 200 characters; null or blank: the address is shown
 * @param address telephone number, {@code tel:}, {@code sip:} or {@code sips:} URI as typed; judged by {@link DialPlan}
 */
public record Invitee(String name, String address) {

    /** Says nothing: both are personal. */
    @Override
    public String toString() {
        return "Invitee";
    }
}
