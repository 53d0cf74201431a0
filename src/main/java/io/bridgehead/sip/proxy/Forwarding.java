package io.bridgehead.sip.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jboss.logging.Logger;

import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ClientTransaction;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Target;

/** The response context of RFC 3261 section 16: one request, its branches, and what became of them. */
final class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);

    private final SipNode node;
    private final ProxyCore core;
    private final ServerTransaction upstream;
    private final SipRequest request;
    private final ForwardOptions options;
    private final CompletableFuture<SipResponse> result = new CompletableFuture<>();
    private final List<ClientTransaction> branches = new ArrayList<>();
    private final List<SipResponse> finals = new ArrayList<>();
    private int pending;
    private boolean cancelled;
    private boolean inDialog;

    Forwarding(SipNode node, ProxyCore core, ServerTransaction upstream, ForwardOptions options) {
        this.node = node;
        this.core = core;
        this.upstream = upstream;
        this.request = upstream.request();
        this.options = options;
    }

    CompletableFuture<SipResponse> refuse(int status) {
        finish(request.createResponse(status));
        return result;
    }

    /** Forwards within a dialog that we recorded ourselves into: Route beyond us is kept. */
    void startInDialog(ProxyTarget target) {
        inDialog = true;
        start(List.of(target));
    }

    CompletableFuture<SipResponse> start(List<ProxyTarget> targets) {
        pending = targets.size();
        if (request.is(SipMethod.INVITE)) {
            upstream.onCancel(cancel -> cancelBranches());
        }
        targets.forEach(this::branch);
        return result;
    }

    private void branch(ProxyTarget target) {
        SipRequest copy;
        Optional<Target> next;
        try {
            copy = inDialog ? core.steps().copyOf(request) : core.steps().copyWithoutRoute(request);
            next = core.steps().direct(copy, target);
            options.removeHeaders().forEach(copy::removeHeader);
            options.setHeaders().forEach((name, lines) -> {
                copy.removeHeader(name);
                lines.forEach(line -> copy.addHeader(name, line));
            });
        } catch (SipParseException | IllegalArgumentException e) {
            failed(502);
            return;
        }
        if (next.isEmpty()) {
            failed(430);
        } else if (next.get() instanceof Flow flow) {
            send(copy, flow, next.get());
        } else {
            node.stack().connect((Destination) next.get()).whenCompleteAsync((flow, failure) -> {
                if (failure != null) {
                    failed(503);
                } else {
                    send(copy, flow, next.get());
                }
            }, node.executor());
        }
    }

    private void send(SipRequest copy, Flow flow, Target target) {
        if (!flow.isOpen()) {
            failed(430);
            return;
        }
        ClientTransaction transaction;
        try {
            if (ForwardedRequest.recordsRoute(request)) {
                copy.addFirst(SipHeader.RECORD_ROUTE, core.recordRoute(request, upstream.flow(), flow, target));
            }
            String branch = SipIds.newBranch() + ForwardedRequest.loopMark(request);
            transaction = node.stack().sendRequest(copy, branch, flow, this::onResponse);
        } catch (RuntimeException e) {
            // Such as a peer to whom there is no way any more. A branch without an end would keep the sender waiting.
            LOG.warnf("A branch of %s cannot be sent: %s", request, e.toString());
            failed(503);
            return;
        }
        synchronized (this) {
            branches.add(transaction);
            if (!cancelled) {
                return;
            }
        }
        transaction.cancel();
    }

    private void onResponse(ClientTransaction transaction, SipResponse response) {
        if (response.isSynthesized()) {
            // RFC 5626 section 5.3: the connection, not the user, failed.
            failed(response.status() == 503 ? 430 : response.status());
            return;
        }
        SipResponse forwarded = response.copy();
        forwarded.removeFirst(SipHeader.VIA);
        if (response.isProvisional()) {
            // RFC 4320 section 4.1: nobody upstream wants provisional responses to anything but INVITE.
            if (response.status() > 100 && request.is(SipMethod.INVITE) && options.respond()) {
                upstream.respond(forwarded);
            }
        } else if (response.isSuccess() && isOver()) {
            // Each 2xx to an INVITE has to reach the caller, who hangs up all but one (RFC 6026).
            upstream.respond(forwarded);
        } else {
            ended(forwarded);
        }
    }

    private synchronized boolean isOver() {
        return finals.stream().anyMatch(SipResponse::isSuccess) && request.is(SipMethod.INVITE) && options.respond();
    }

    private void failed(int status) {
        ended(request.createResponse(status, status == 430 ? "Flow Failed" : SipStatus.reason(status)));
    }

    private void ended(SipResponse response) {
        boolean success = response.isSuccess();
        boolean last;
        synchronized (this) {
            finals.add(response);
            last = --pending == 0;
        }
        if (success || response.status() >= 600) {
            cancelBranches();
        }
        if (success) {
            finish(response);
        } else if (last) {
            SipResponse best;
            synchronized (this) {
                best = BestResponse.of(finals);
            }
            finish(best);
        }
    }

    private void cancelBranches() {
        List<ClientTransaction> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(branches);
        }
        all.forEach(ClientTransaction::cancel);
    }

    private void finish(SipResponse best) {
        if (result.isDone()) {
            return;
        }
        // RFC 4320 section 4.2: a 408 to anything but INVITE always comes too late and only adds load.
        if (options.respond() && (best.status() != 408 || request.is(SipMethod.INVITE))) {
            upstream.respond(upstreamForm(best));
        }
        result.complete(best);
    }

    /** Section 16.7 item 6: another server's 503 says nothing about us. */
    private static SipResponse upstreamForm(SipResponse best) {
        return best.status() == 503 ? best.withStatus(500, SipStatus.reason(500)) : best;
    }
}
