package io.bridgehead.sip.transaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transport.BoundAddress;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;
import io.bridgehead.sip.transport.TransportCounters;
import io.bridgehead.sip.transport.TransportLayer;
import io.bridgehead.sip.transport.WebSocketIntake;
import io.netty.util.Timer;

/** Joins transports and transactions. */
final class DefaultSipStack implements SipStack, ClientSender {
    private final Timer timer;
    /** Null if the timer is the user's. */
    private final Timer ownTimer;
    private final TransactionContext context;
    private final TransactionLayer transactions;
    private final TransportLayer transports;

    DefaultSipStack(SipStackBuilder config) {
        ownTimer = config.timer != null ? null : new RestingTimer("sip-timer");
        timer = ownTimer != null ? ownTimer : config.timer;
        context = new TransactionContext(config.timers, timer, config.executor, config.callbacksOnReceiver);
        transactions = new TransactionLayer(context, config.maxTransactions, config.maxInflightBytes,
                config.detectMergedRequests, this::isOwnVia);
        transactions.setHandler(config.handler);
        transports = new TransportLayer(config.listeners, config.messageLimits, config.transportLimits, config.clientTls,
                config.lookup, config.executor, transactions);
    }

    @Override
    public void start() {
        transports.start();
    }

    @Override
    public void close() {
        transactions.close();
        transports.close();
        if (ownTimer != null) {
            ownTimer.stop();
        }
    }

    @Override
    public void setHandler(SipHandler handler) {
        transactions.setHandler(handler);
    }

    private boolean isOwnVia(SipResponse response, Flow flow) {
        Via top = response.topVia();
        return isLocal(top.host(), top.port()) || via(flow, Via.MAGIC_COOKIE).sentBy().equalsIgnoreCase(top.sentBy());
    }

    @Override
    public List<BoundAddress> boundAddresses() {
        return transports.bound();
    }

    @Override
    public int boundPort(SipTransport transport) {
        return transports.bound().stream().filter(address -> address.transport() == transport).findFirst()
                .orElseThrow(() -> new IllegalStateException("No listener for " + transport)).port();
    }

    @Override
    public boolean isLocal(String host, int port) {
        return transports.isLocal(host, port);
    }

    @Override
    public ClientTransaction sendRequest(SipRequest request, String branch, Target target,
            ClientTransactionListener listener) {
        if (!branch.startsWith(Via.MAGIC_COOKIE) || branch.length() == Via.MAGIC_COOKIE.length()) {
            throw new IllegalArgumentException("Not a branch: it has to begin with " + Via.MAGIC_COOKIE);
        }
        if (request.cseq() == null || !request.cseq().method().equals(request.method()) || request.is(SipMethod.ACK)
                || request.callId() == null || request.from() == null || request.to() == null) {
            throw new IllegalArgumentException("The request lacks From, To, Call-ID or a right CSeq, or is an ACK");
        }
        BaseClientTransaction transaction = request.is(SipMethod.INVITE)
                ? new InviteClientTransaction(context, this, request, branch, listener)
                : new NonInviteClientTransaction(context, this, request, branch, listener);
        transaction.start(flowTo(target));
        return transaction;
    }

    @Override
    public CompletionStage<Flow> sendStateless(SipMessage message, Target target) {
        return flowTo(target).thenCompose(flow -> flow.send(message).thenApply(sent -> flow));
    }

    @Override
    public CompletionStage<Flow> sendStateless(SipRequest request, String branch, Target target) {
        return flowTo(target).thenCompose(flow -> {
            SipRequest copy = request.copy();
            copy.addFirst(SipHeader.VIA, via(flow, branch).toString());
            return flow.send(copy).thenApply(sent -> flow);
        });
    }

    private CompletionStage<Flow> flowTo(Target target) {
        return target instanceof Destination destination ? connect(destination)
                : CompletableFuture.completedStage((Flow) target);
    }

    @Override
    public CompletionStage<Flow> connect(Destination destination) {
        return transports.connect(destination);
    }

    @Override
    public WebSocketIntake intake(Listener listener) {
        return transports.intake(listener);
    }

    @Override
    public TransportCounters transportCounters() {
        return transports.counters();
    }

    @Override
    public Optional<Flow> flow(String id) {
        return transports.flow(id);
    }

    @Override
    public Via via(Flow flow, String branch) {
        return transports.via(flow, branch);
    }

    @Override
    public int maxUdpRequestBytes() {
        return transports.limits().maxUdpRequestBytes();
    }

    @Override
    public SipUri contact(Flow flow, String user) {
        return transports.contact(flow, user);
    }

    @Override
    public SipTimers timers() {
        return context.timers();
    }

    @Override
    public int transactionsInFlight() {
        return context.inFlight().get();
    }

    @Override
    public SipStatistics statistics() {
        return new SipStatistics(transports.counters().requests(), transports.counters().responses(), transactions.absorbed(),
                transports.counters().malformed(), transports.counters().refused() + transactions.refused(),
                transports.counters().connections());
    }
}
