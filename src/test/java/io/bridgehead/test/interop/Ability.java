package io.bridgehead.test.interop;

/** What is asked of every client: the columns of the interop table. */
public enum Ability {
    /** Registers as a user of ours. */
    REGISTERS("register", "registers"),
    /** Sends a message to another user. */
    SENDS("message", "sendsAMessage"),
    /** Gets a message while it is registered. */
    RECEIVES("receive", "receivesAMessage"),
    /** Is registered again by itself after our restart and gets what was sent meanwhile. */
    COMES_BACK("re-register after our restart", "isBackAfterOurRestartAndMissesNothing"),
    /** Is reached again by itself after its address has changed, and gets what was sent meanwhile. */
    MOVES("survive a change of network", "survivesAChangeOfItsNetworkAndMissesNothing");

    private final String title;
    private final String test;

    Ability(String title, String test) {
        this.title = title;
        this.test = test;
    }

    /** The heading of its column. */
    public String title() {
        return title;
    }

    /** The test method that asks for it. */
    public String test() {
        return test;
    }
}
