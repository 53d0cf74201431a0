package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/** RFC 3261 section 17.1.2: trying, proceeding, completed, terminated; timers E, F, K. */
final class NonInviteClientTransaction extends BaseClientTransaction {
    private boolean proceeding;

    NonInviteClientTransaction(TransactionContext context, ClientSender sender, SipRequest request, String branch,
            ClientTransactionListener listener) {
        super(context, sender, request, branch, listener);
    }

    @Override
    boolean mayRetransmit() {
        return true;
    }

    @Override
    long nextInterval(long lastInterval) {
        return proceeding ? context.timers().t2() : Math.min(2 * lastInterval, context.timers().t2());
    }

    @Override
    void received(SipResponse response) {
        boolean unreliable;
        synchronized (this) {
            if (isAnswered()) {
                return;
            }
            if (response.isProvisional()) {
                proceeding = true;
            } else {
                answeredFinally();
            }
            unreliable = !currentFlow().transport().isReliable();
        }
        report(response);
        if (response.isFinal()) {
            if (unreliable && context.clients().replace(key, this, ABSORB)) {
                TransactionContext tables = context;
                String tableKey = key;
                context.after(context.timers().t4(), () -> tables.clients().remove(tableKey, ABSORB)); // timer K
            }
            terminate();
        }
    }

    @Override
    public void cancel(String reason) {
        // only an INVITE can be cancelled (section 9.1)
    }
}
