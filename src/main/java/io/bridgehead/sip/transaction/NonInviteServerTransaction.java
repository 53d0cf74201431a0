package io.bridgehead.sip.transaction;

import java.util.function.Consumer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;

/** RFC 3261 section 17.2.2: trying, proceeding, completed, terminated; timer J. */
final class NonInviteServerTransaction extends BaseServerTransaction {
    private byte[] provisional;

    NonInviteServerTransaction(TransactionContext context, String key, String requestKey, SipRequest request, Flow flow) {
        super(context, key, requestKey, request, flow, 2 * context.timers().timeout());
    }

    @Override
    public void respond(SipResponse response) {
        byte[] bytes = response.toBytes();
        synchronized (this) {
            if (isAnswered() || isTerminated()) {
                return;
            }
            if (response.isProvisional()) {
                provisional = bytes;
            } else {
                answeredFinally();
                forgetIfChallenged(response);
                if (!flow().transport().isReliable()) {
                    rememberAnswer(bytes);
                }
            }
        }
        if (response.isFinal() && flow().transport().isReliable()) {
            responseFlow.send(bytes).whenComplete((sent, problem) -> terminate(problem)); // timer J is 0
        } else {
            send(bytes);
        }
    }

    /** Timer J. The request is let go, unless somebody waits for the end of this transaction. */
    private void rememberAnswer(byte[] bytes) {
        CompletedServer completed = new CompletedServer(bytes, responseFlow);
        context.servers().replace(key, this, completed);
        if (requestKey != null) {
            context.serversByRequest().replace(requestKey, this, completed);
        }
        TransactionContext tables = context;
        String tableKey = key;
        String tableRequestKey = requestKey;
        BaseServerTransaction waiting = hasTerminationListener() ? this : null;
        context.after(context.timers().timeout(), () -> {
            tables.servers().remove(tableKey, completed);
            tables.removeByRequest(tableRequestKey, completed);
            if (waiting != null) {
                waiting.terminate(null);
            }
        });
    }

    @Override
    public void onRetransmission() {
        byte[] again;
        synchronized (this) {
            again = provisional;
        }
        if (again != null) {
            send(again);
        }
    }

    @Override
    void stopTimers() {
        // timer J holds the answer only and runs out by itself
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancel(Consumer<SipRequest> action) {
        // only an INVITE can be cancelled (section 9.1)
    }

    @Override
    public void onAck(Consumer<SipRequest> action) {
        // only an INVITE is acknowledged
    }
}
