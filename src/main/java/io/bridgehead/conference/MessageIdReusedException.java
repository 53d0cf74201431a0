package io.bridgehead.conference;

/** A MessageID that came with another command before. */
public class MessageIdReusedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public MessageIdReusedException() {
        super("message-id-reused",
                "Another command was sent with this MessageID before.",
                "Send each command with a MessageID of its own.");
    }
}
