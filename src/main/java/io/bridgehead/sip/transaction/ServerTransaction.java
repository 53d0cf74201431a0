package io.bridgehead.sip.transaction;

import java.util.function.Consumer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;

/**
 * A request that was received and has to be answered (RFC 3261 section 17.2, RFC 6026). Thread-safe; no method blocks; the
 * callbacks of one transaction run one after another on the stack's executor.
 */
public interface ServerTransaction {

    /** The request as received; its top Via carries received and rport where RFC 3581 wants them. */
    SipRequest request();

    /** The flow the request came by. */
    Flow flow();

    /**
     * Sends a response down the flow the request came by. After a final response further responses are ignored, except 2xx to
     * an INVITE that was answered 2xx: those are sent (the user repeats a 2xx until the ACK, RFC 3261 section 13.3.1.4; a proxy
     * forwards every 2xx, RFC 6026).
     */
    void respond(SipResponse response);

    /** {@code respond(request().createResponse(status))}. */
    default void respond(int status) {
        respond(request().createResponse(status));
    }

    /** {@code respond(request().createResponse(status, reason))}. */
    default void respond(int status, String reason) {
        respond(request().createResponse(status, reason));
    }

    /**
     * Sends a final response once and forgets the transaction: a repeated request comes as a new one, and nothing is repeated
     * by us. For challenges to strangers over UDP, so that an INVITE from a forged address makes no more traffic than it is
     * itself.
     */
    default void respondStateless(SipResponse response) {
        respond(response);
    }

    /** Whether a final response was given to {@link #respond}. */
    boolean isAnswered();

    /** Whether a CANCEL arrived before the final response. */
    boolean isCancelled();

    /**
     * INVITE only: called with the CANCEL, once, if it arrives before the final response; at once if it has arrived already.
     * The CANCEL itself is answered by the stack; the user answers the INVITE, usually 487.
     */
    void onCancel(Consumer<SipRequest> action);

    /**
     * INVITE only: called with each ACK for a 2xx. Without it such an ACK goes to {@link SipHandler#onStrayAck}. The ACK for
     * other final responses ends in the transaction and is not shown.
     */
    void onAck(Consumer<SipRequest> action);

    /**
     * Called once at the end of the transaction with null, or with what went wrong: the response could not be sent, or the
     * ACK to an INVITE's non-2xx final response never came.
     */
    void onTerminated(Consumer<Throwable> action);
}
