package io.bridgehead.sip.proxy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.proxy.FlowToken.Sides;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Target;

/**
 * Forwards requests statefully to one or several targets, and routes the requests of dialogs that it recorded itself into.
 * Thread-safe; no method blocks.
 */
public final class ProxyCore implements RequestSink {

    /** A request is forked to no more targets than this. */
    public static final int MAX_TARGETS = 20;

    private final SipNode node;
    private final ForwardedRequest steps;
    private final FlowToken tokens;

    /** Connects itself to the node's dispatcher. */
    public ProxyCore(SipNode node) {
        this.node = node;
        this.steps = new ForwardedRequest(node.stack());
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.tokens = new FlowToken(key);
        node.dispatcher().add(this);
    }

    /**
     * Forwards a request to all targets at once and chooses the best response.
     *
     * @param targets those beyond {@link #MAX_TARGETS} are left out; none gives 480
     * @return the best final response, without our Via, after it was sent upstream if so wanted; made here for loops (482),
     *         used
     *         up Max-Forwards (483), lost connections (430) and unreachable addresses. Never completes exceptionally
     */
    public CompletableFuture<SipResponse> forward(ServerTransaction transaction, List<ProxyTarget> targets,
            ForwardOptions options) {
        SipRequest request = transaction.request();
        Forwarding forwarding = new Forwarding(node, this, transaction, options);
        try {
            int refusal = request.maxForwards() == 0 ? 483
                    : steps.isLooped(request) ? 482 : targets.isEmpty() ? 480 : 0;
            return refusal != 0 ? forwarding.refuse(refusal)
                    : forwarding.start(targets.subList(0, Math.min(MAX_TARGETS, targets.size())));
        } catch (SipParseException e) {
            return forwarding.refuse(e.status());
        }
    }

    @Override
    public Order order() {
        return Order.PROXY;
    }

    /** Takes requests whose Route is one that we recorded; others with our address in Route are left to the server. */
    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Optional<Sides> sides = sides(request);
        if (sides.isEmpty()) {
            return false;
        }
        Optional<Target> target = otherSide(sides.get(), request);
        Forwarding forwarding = new Forwarding(node, this, transaction, ForwardOptions.DEFAULT);
        if (request.maxForwards() == 0 || target.isEmpty()) {
            forwarding.refuse(target.isEmpty() ? 430 : 483);
        } else {
            forwarding.startInDialog(new ProxyTarget(request.requestUri(), target.get(), List.of()));
        }
        return true;
    }

    /** The ACK for a 2xx is a transaction of nobody's: forwarded without state (RFC 3261 section 16.11). */
    @Override
    public boolean onAck(SipRequest ack, Flow flow) {
        try {
            Optional<Sides> sides = sides(ack);
            if (sides.isEmpty()) {
                return false;
            }
            Optional<Target> target = otherSide(sides.get(), ack);
            if (target.isPresent() && ack.maxForwards() != 0) {
                node.stack().sendStateless(steps.copyOf(ack), SipIds.newBranch(), target.get());
            }
            return true;
        } catch (SipParseException e) {
            // Nothing answers an ACK, and a malformed one is not worth forwarding.
            return true;
        }
    }

    private Optional<Sides> sides(SipRequest request) {
        List<NameAddr> routes = request.routes();
        if (routes.isEmpty() || !steps.isOurs(routes.get(0).uri())) {
            return Optional.empty();
        }
        return tokens.decode(request.callId(), routes.get(0).uri().rawUser());
    }

    /** What the caller sends goes to the callee, everything else to the caller; empty if that side's connection is gone. */
    private Optional<Target> otherSide(Sides sides, SipRequest request) {
        if (sides.callerTag().equals(FlowToken.hash(request.from().tag()))) {
            return open(sides.calleeFlow()).or(() -> Optional.ofNullable(sides.callee()));
        }
        return open(sides.callerFlow());
    }

    private Optional<Target> open(String flow) {
        return node.stack().flow(flow).filter(Flow::isOpen).map(Target.class::cast);
    }

    ForwardedRequest steps() {
        return steps;
    }

    /** Our Record-Route for a dialog between two connections, in the eyes of the callee's side. */
    String recordRoute(SipRequest invite, Flow caller, Flow callee, Target target) {
        Destination again = target instanceof Destination destination ? destination : null;
        SipUri uri = node.stack().contact(callee, tokens.encode(invite, caller, callee, again)).withParam("lr", "");
        return "<" + uri + ">";
    }
}
