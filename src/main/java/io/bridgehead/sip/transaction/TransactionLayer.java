package io.bridgehead.sip.transaction;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;

import org.jboss.logging.Logger;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.MessageReceiver;
import io.bridgehead.sip.transport.ViaStamp;

/** Finds the transaction of each message received, or begins one. */
final class TransactionLayer implements MessageReceiver {
    private static final Logger LOG = Logger.getLogger(TransactionLayer.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final TransactionContext context;
    private final int maxTransactions;
    private final long maxInflightBytes;
    private final boolean detectMerged;
    private final LongAdder absorbed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    /** A response whose top Via is not ours is not for us and is dropped (section 18.1.2). */
    private final BiPredicate<SipResponse, Flow> ownVia;
    private volatile SipHandler handler;

    TransactionLayer(TransactionContext context, int maxTransactions, long maxInflightBytes, boolean detectMerged,
            BiPredicate<SipResponse, Flow> ownVia) {
        this.context = context;
        this.maxTransactions = maxTransactions;
        this.maxInflightBytes = maxInflightBytes;
        this.detectMerged = detectMerged;
        this.ownVia = ownVia;
    }

    void setHandler(SipHandler newHandler) {
        handler = newHandler;
    }

    long absorbed() {
        return absorbed.sum();
    }

    long refused() {
        return refused.sum();
    }

    @Override
    public void onRequest(SipRequest request, Flow flow) {
        try (ReceiverCallbacks.Turn turn = context.receiving()) {
            String key = TransactionKey.server(request);
            switch (request.method()) {
                case SipMethod.ACK -> ack(request, key, flow);
                case SipMethod.CANCEL -> cancel(request, key, flow);
                default -> request(request, key, flow);
            }
        }
    }

    private void request(SipRequest request, String key, Flow flow) {
        ServerEntry known = context.servers().get(key);
        if (known != null) {
            absorbed.increment();
            known.onRetransmission();
            return;
        }
        SipHandler user = handler;
        if (user == null || context.servers().size() >= maxTransactions
                || context.inFlightBytes().get() + request.bodyLength() > maxInflightBytes) {
            refused.increment();
            answer(request, 503, flow);
        } else if (detectMerged && request.to().tag() == null
                && context.serversByRequest().containsKey(TransactionKey.request(request))) {
            answer(request, 482, flow); // the same request came by another way and is being worked on (section 8.2.2.2)
        } else {
            begin(request, key, flow, user);
        }
    }

    private void begin(SipRequest request, String key, Flow flow, SipHandler user) {
        // By its request, only the ACK for a 2xx looks for a transaction, and a request that came by two ways.
        String requestKey = detectMerged || request.is(SipMethod.INVITE) ? TransactionKey.request(request) : null;
        BaseServerTransaction transaction = request.is(SipMethod.INVITE)
                ? new InviteServerTransaction(context, key, requestKey, request, flow)
                : new NonInviteServerTransaction(context, key, requestKey, request, flow);
        if (context.servers().putIfAbsent(key, transaction) != null) {
            transaction.terminate(null); // the same request on two threads at once
            return;
        }
        context.addByRequest(requestKey, transaction);
        if (!transaction.callback(() -> handle(transaction, user))) {
            refused.increment();
            transaction.respond(503);
        }
    }

    private static void handle(ServerTransaction transaction, SipHandler user) {
        try {
            user.onRequest(transaction);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Answering 500 to a %s because its handler failed", transaction.request().method());
            transaction.respond(500);
        }
    }

    private void ack(SipRequest ack, String key, Flow flow) {
        ServerEntry invite = context.servers().get(key);
        if (invite == null) {
            invite = context.serversByRequest().get(TransactionKey.request(ack)); // for a 2xx: it has a branch of its own
        }
        SipHandler user = handler;
        if (invite != null && invite.onAck(ack)) {
            if (ack.to() != null && invite.localTag().equals(ack.to().tag())) {
                flow.confirm(); // nobody else knows the tag
            }
        } else if (user != null) {
            new CallbackQueue(context.executor()).submit(() -> user.onStrayAck(ack, flow));
        }
    }

    /** Answered here and without a transaction: every repetition gets the same answer anyway (section 9.2). */
    private void cancel(SipRequest cancel, String key, Flow flow) {
        ServerEntry invite = context.servers().get(key);
        if (invite == null) {
            answer(cancel, 481, flow);
        } else {
            cancel.setLocalTag(invite.localTag());
            answer(cancel, 200, flow);
            invite.onCancel(cancel);
        }
    }

    private static void answer(SipRequest request, int status, Flow flow) {
        SipResponse response = request.createResponse(status);
        if (status == 503) {
            response.setHeader(SipHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        ViaStamp.responseFlow(request, flow).send(response);
    }

    @Override
    public void onResponse(SipResponse response, Flow flow) {
        try (ReceiverCallbacks.Turn turn = context.receiving()) {
            ClientEntry client = context.clients().get(TransactionKey.client(response));
            SipHandler user = handler;
            if (client != null) {
                flow.confirm(); // nobody else knows the branch
                client.onResponse(response);
            } else if (user != null && ownVia.test(response, flow)) {
                new CallbackQueue(context.executor()).submit(() -> user.onStrayResponse(response, flow));
            }
        }
    }

    /** Tells all waiting users that nothing will come any more. */
    void close() {
        context.clients().values().forEach(client -> client.fail(503, "Shutting Down"));
        context.servers().clear();
        context.serversByRequest().clear();
    }
}
