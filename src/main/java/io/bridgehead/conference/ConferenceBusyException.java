package io.bridgehead.conference;

/** Too many changes at the same time; nothing was done. */
public class ConferenceBusyException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public ConferenceBusyException() {
        super("try-again",
                "The conference is being changed by many at the same time.",
                "Send the same message again.");
    }
}
