package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.bridgehead.sip.message.SipMessage;

/**
 * One connection, or one UDP peer seen from one of our sockets (RFC 5626). Two flows are equal if their ids are.
 */
public non-sealed interface Flow extends Target {

    /** Unique in this process and, for connections, unguessable; {@code SipStack.flow(id)} finds an open flow again. */
    String id();

    SipTransport transport();

    InetSocketAddress local();

    InetSocketAddress remote();

    /** True until the connection is closed; for UDP until the socket is closed. */
    boolean isOpen();

    /**
     * Runs the action once, on a thread of the stack's executor, when the connection closes; at once if it is closed already.
     * UDP peers go unseen: for them it never runs. Each call adds an action that is kept as long as the connection, so
     * register once per flow.
     */
    void onClose(Runnable action);

    /**
     * Sends a message as it is, without adding a Via. Never blocks.
     *
     * @return completes when the bytes are handed to the operating system (for UDP at once), or exceptionally with a {@link
     *         TransportException} if the flow is closed or its write queue is full. Callbacks without executor run on an
     *         event loop and must not block.
     */
    default CompletionStage<Void> send(SipMessage message) {
        return send(message.toBytes());
    }

    /** Sends one whole message that is serialised already, e.g. a retransmission; otherwise as {@link #send(SipMessage)}. */
    CompletionStage<Void> send(byte[] message);

    /**
     * The peer has shown that it receives what we send to it, by returning something nobody could have guessed: credentials for
     * our nonce, a branch or tag of ours. From then on it gets larger answers over UDP than it has sent. Does nothing for
     * connections.
     */
    default void confirm() {
        // a connection's handshake has shown it
    }

    /**
     * The thread that reads and writes this flow: what runs there sends without waking anybody, in the order it was given. It
     * serves others too and must not be blocked.
     */
    Executor executor();

    /** Closes the connection; does nothing for UDP. */
    void close();
}
