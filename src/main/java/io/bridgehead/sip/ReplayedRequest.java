package io.bridgehead.sip;

import java.util.function.Consumer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/**
 * A request that was answered long ago and is forwarded now, such as a kept MESSAGE (RFC 3428 §7): nobody waits for its answer.
 */
final class ReplayedRequest implements ServerTransaction {

    private final SipRequest request;

    ReplayedRequest(SipRequest request) {
        this.request = request;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    /** There is none any more. */
    @Override
    public Flow flow() {
        return null;
    }

    @Override
    public void respond(SipResponse response) {
        // Whoever sent the request has had its answer.
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancel(Consumer<SipRequest> action) {
        // Cannot be cancelled any more.
    }

    @Override
    public void onAck(Consumer<SipRequest> action) {
        // Only an INVITE has one.
    }

    @Override
    public void onTerminated(Consumer<Throwable> action) {
        // It ended when it was answered.
    }
}
