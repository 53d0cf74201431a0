package io.bridgehead.conference;

/**
 * Whom to call, as asked for.
 *
 * @param name what people read, at most 200 characters; null or blank: the address is shown
 * @param address telephone number, {@code tel:}, {@code sip:} or {@code sips:} URI as typed; judged by {@link DialPlan}
 * @param user who of our users this is (address of record), where the address does not say it; null: nobody is named
 */
public record Invitee(String name, String address, String user) {

    /** Somebody who is one of our users only if the address says so. */
    public Invitee(String name, String address) {
        this(name, address, null);
    }

    /** Says nothing: all of it is personal. */
    @Override
    public String toString() {
        return "Invitee";
    }
}
