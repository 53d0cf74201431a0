package io.bridgehead.client;

/** All that the client needs of SIP: one registered user who sends and receives MESSAGEs. */
public interface SipLine extends AutoCloseable {

    /**
     * A MESSAGE that arrived.
     *
     * @param from the sender's address of record, such as {@code sip:bob@example.org}, as the server vouches for it
     * @param contentType media type without parameters, in lower case; empty if there is none
     * @param body the body as it came
     */
    record Incoming(String from, String contentType, byte[] body) {
    }

    /** Hears what comes by the line; its methods are called one at a time and must not block. */
    @FunctionalInterface
    interface Receiver {

        void received(Incoming message);

        /** The connection to the server is lost; the line tries to get it back. */
        default void lost() {
        }

        /** The line is registered again after it was lost; what was sent meanwhile may have been missed. */
        default void back() {
        }
    }

    /**
     * Registers and stays registered until closed; the receiver hears from now on.
     *
     * @throws SipFailureException if the server refuses or does not answer
     */
    void register(Receiver listener);

    /**
     * Sends a MESSAGE and waits for its final answer.
     *
     * @param to the receiver's SIP URI
     * @return the 2xx status: 200, or 202 where the server keeps the message for later
     * @throws SipFailureException if it is refused or not answered
     */
    int send(String to, String contentType, byte[] body);

    /** Unregisters, best effort, and lets go of sockets and threads. May be repeated. */
    @Override
    void close();
}
