package io.bridgehead.sip.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Target;

/** The response context of RFC 3261 section 16: one request, its branches step by step, and what became of them. */
final class Forwarding {

    /** RFC 3326 section 2: a telephone that stops ringing because another one answered counts no missed call. */
    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";
    /** Eighths of timer F: whoever sent us the request has begun it earlier and waits no longer (RFC 4320 section 1). */
    private static final int SHARE_OF_TIMER_F = 7;

    private final SipNode node;
    private final ProxyCore core;
    private final ServerTransaction upstream;
    private final SipRequest request;
    private final ForwardOptions options;
    private final CompletableFuture<SipResponse> result = new CompletableFuture<>();
    private final Deque<List<ProxyTarget>> waiting = new ArrayDeque<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<SipResponse> finals = new ArrayList<>();
    private Future<?> patience;
    private Future<?> end;
    private int pending;
    private boolean callerCancelled;
    /** Nothing further is tried: the caller has cancelled, somebody has accepted or refused for all. */
    private boolean stopped;
    private boolean inDialog;

    /** @param request what the transaction received, perhaps put right */
    Forwarding(SipNode node, ProxyCore core, ServerTransaction upstream, SipRequest request, ForwardOptions options) {
        this.node = node;
        this.core = core;
        this.upstream = upstream;
        this.request = request;
        this.options = options;
    }

    SipRequest request() {
        return request;
    }

    CompletableFuture<SipResponse> refuse(SipResponse refusal) {
        finish(refusal);
        return result;
    }

    /** Forwards within a dialog that we recorded ourselves into: Route beyond us is kept. */
    void startInDialog(ProxyTarget target) {
        inDialog = true;
        start(List.of(target));
    }

    CompletableFuture<SipResponse> start(List<ProxyTarget> targets) {
        waiting.addAll(options.forking().steps(targets));
        if (request.is(SipMethod.INVITE)) {
            upstream.onCancel(cancel -> cancelledByCaller(cancel.header(SipHeader.REASON)));
        } else {
            long millis = node.stack().timers().timeout() * SHARE_OF_TIMER_F / 8;
            end = node.schedule(Duration.ofMillis(millis), this::outOfTime);
        }
        step();
        return result;
    }

    /** Begins the next step's branches. */
    private void step() {
        List<Branch> begun = new ArrayList<>();
        int unusable = 0;
        boolean cancelledBetweenSteps;
        synchronized (this) {
            cancelledBetweenSteps = stopped && pending == 0;
            List<ProxyTarget> targets = stopped || waiting.isEmpty() ? List.of() : waiting.poll();
            pending += targets.size();
            for (ProxyTarget target : targets) {
                try {
                    begun.add(branch(target));
                } catch (SipParseException | IllegalArgumentException e) {
                    unusable++;
                }
            }
            branches.addAll(begun);
            if (!targets.isEmpty() && !waiting.isEmpty()) {
                patience = node.schedule(options.patience(), () -> impatient(begun));
            }
        }
        begun.forEach(Branch::start);
        for (; unusable > 0; unusable--) {
            ended(request.createResponse(502));
        }
        if (cancelledBetweenSteps) {
            finish(request.createResponse(487));
        }
    }

    private Branch branch(ProxyTarget target) {
        SipRequest copy = inDialog ? core.steps().copyOf(request) : core.steps().copyWithoutRoute(request);
        core.steps().direct(copy, target);
        options.removeHeaders().forEach(copy::removeHeader);
        options.setHeaders().forEach((name, lines) -> {
            copy.removeHeader(name);
            lines.forEach(line -> copy.addHeader(name, line));
        });
        return new Branch(node, this, copy, target.target());
    }

    /** These have had their time: they stop ringing, the next ones begin. Their answers still count. */
    private void impatient(List<Branch> late) {
        late.forEach(branch -> branch.cancel(null));
        step();
    }

    void recordRoute(SipRequest copy, Flow flow, Target target) {
        if (ForwardedRequest.recordsRoute(request) && upstream.flow() != null) {
            List<String> values = core.routes().record(request, copy, upstream.flow(), flow, target);
            for (int i = values.size() - 1; i >= 0; i--) {
                copy.addFirst(SipHeader.RECORD_ROUTE, values.get(i));
            }
        }
    }

    /** RFC 4320 section 4.1: nobody upstream wants provisional responses to anything but INVITE. */
    void provisional(SipResponse response) {
        if (request.is(SipMethod.INVITE) && options.respond()) {
            upstream.respond(response);
        }
    }

    /** Each 2xx to an INVITE has to reach the caller, who hangs up all but one (RFC 6026). */
    void furtherSuccess(SipResponse response) {
        if (options.respond()) {
            upstream.respond(response);
        }
    }

    /** A branch has its final response. */
    void ended(SipResponse response) {
        boolean decided = response.isSuccess() || response.status() >= 600;
        boolean last;
        boolean first;
        synchronized (this) {
            first = finals.stream().noneMatch(SipResponse::isSuccess);
            // Stopped by our impatience, not by the caller: to the caller that means that nobody answered.
            finals.add(
                    response.status() == 487 && !callerCancelled ? response.withStatus(480, SipStatus.reason(480)) : response);
            stopped |= decided;
            last = --pending == 0 && (stopped || waiting.isEmpty());
        }
        if (decided && request.is(SipMethod.INVITE)) {
            cancelBranches(response.isSuccess() ? ELSEWHERE : null);
        }
        if (response.isSuccess()) {
            if (first) {
                finish(response);
            } else if (request.is(SipMethod.INVITE)) {
                furtherSuccess(response);
            }
        } else if (last) {
            SipResponse best;
            synchronized (this) {
                best = BestResponse.of(finals);
            }
            finish(best);
        } else if (!decided) {
            nextStepIfIdle();
        }
    }

    private void nextStepIfIdle() {
        synchronized (this) {
            if (pending > 0) {
                return;
            }
            if (patience != null) {
                patience.cancel(false);
            }
        }
        step();
    }

    /** Nobody has answered so that it would be of use to the sender; what comes of it can just be told in time. */
    private void outOfTime() {
        SipResponse best;
        synchronized (this) {
            stopped = true;
            best = finals.isEmpty() ? request.createResponse(408) : BestResponse.of(finals);
        }
        finish(best);
    }

    private void cancelledByCaller(String reason) {
        synchronized (this) {
            callerCancelled = true;
            stopped = true;
        }
        cancelBranches(reason);
    }

    private void cancelBranches(String reason) {
        List<Branch> all;
        synchronized (this) {
            if (patience != null) {
                patience.cancel(false);
            }
            all = List.copyOf(branches);
        }
        all.forEach(branch -> branch.cancel(reason));
    }

    private void finish(SipResponse best) {
        if (result.isDone()) {
            return;
        }
        if (end != null) {
            end.cancel(false);
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
