package io.bridgehead.conference;

/** A wish for how a conference ends that goes beyond what the operator allows. */
public class PolicyNotAllowedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public PolicyNotAllowedException() {
        super("policy-not-allowed",
                "The conference would last longer than the operator allows.",
                "Ask for shorter times, or ask the operator.");
    }
}
