package io.bridgehead.sip.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.proxy.FlowToken.Sides;
import io.bridgehead.sip.transaction.ServerTransaction;
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
    private final ProxySettings settings;
    private final DialogRoutes routes;
    private final ForwardedRequest steps;

    /** Connects itself to the node's dispatcher. */
    public ProxyCore(SipNode node) {
        this(node, ProxySettings.standard());
    }

    /** Connects itself to the node's dispatcher. */
    public ProxyCore(SipNode node, ProxySettings settings) {
        this.node = node;
        this.settings = settings;
        this.routes = new DialogRoutes(node.stack(), settings);
        this.steps = new ForwardedRequest(node.stack(), routes);
        node.dispatcher().add(this);
    }

    /**
     * Forwards a request to its targets, step by step as the options say, and chooses the best response. Redirections (3xx) are
     * not followed but handed on: where they lead has been authorised by nobody.
     *
     * @param targets those beyond {@link #MAX_TARGETS} are left out; none gives 480
     * @return the best final response, without our Via, after it was sent upstream if so wanted; made here for loops (482),
     *         used up Max-Forwards (483), extensions that a proxy would have to know (420), lost connections (430) and
     *         unreachable addresses. Never completes exceptionally
     */
    public CompletableFuture<SipResponse> forward(ServerTransaction transaction, List<ProxyTarget> targets,
            ForwardOptions options) {
        SipRequest request = transaction.request();
        Forwarding forwarding = new Forwarding(node, this, transaction, request, options);
        try {
            Optional<SipResponse> refusal = refusal(request);
            if (refusal.isPresent() || targets.isEmpty()) {
                return forwarding.refuse(refusal.orElseGet(() -> request.createResponse(480)));
            }
            return forwarding.start(targets.subList(0, Math.min(MAX_TARGETS, targets.size())));
        } catch (SipParseException e) {
            return forwarding.refuse(request.createResponse(e.status()));
        }
    }

    /** The checks of RFC 3261 section 16.3, without those that the transport and the routes make. */
    private Optional<SipResponse> refusal(SipRequest request) {
        if (request.maxForwards() == 0) {
            // An OPTIONS may use up its hops here on purpose, to learn about us (section 11).
            return Optional.of(request.createResponse(request.is(SipMethod.OPTIONS) ? 200 : 483));
        }
        if (steps.isLooped(request)) {
            return Optional.of(request.createResponse(482));
        }
        List<String> demanded = request.headers(SipHeader.PROXY_REQUIRE);
        return demanded.isEmpty() ? Optional.empty()
                : Optional.of((SipResponse) request.createResponse(420).setHeader(SipHeader.UNSUPPORTED,
                        String.join(", ", demanded)));
    }

    @Override
    public Order order() {
        return Order.PROXY;
    }

    /**
     * Takes requests within dialogs whose Route is one that we recorded. Others with our address in Route, and whatever begins
     * something new, are left to the server, which authenticates.
     */
    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipRequest request = routes.withoutStrictRouting(transaction.request());
        Optional<Sides> sides = routes.sides(request);
        if (sides.isEmpty()) {
            return false;
        }
        Forwarding forwarding = new Forwarding(node, this, transaction, request,
                new ForwardOptions(true, settings.removeInDialog(), Map.of()));
        Optional<Target> target = routes.otherSide(sides.get(), request);
        Optional<SipResponse> refusal = refusal(request);
        if (refusal.isPresent() || target.isEmpty()) {
            forwarding.refuse(refusal.orElseGet(() -> request.createResponse(430, "Flow Failed")));
        } else {
            forwarding.startInDialog(new ProxyTarget(request.requestUri(), target.get(), List.of()));
        }
        return true;
    }

    /** The ACK for a 2xx is a transaction of nobody's: forwarded without state (RFC 3261 section 16.11). */
    @Override
    public boolean onAck(SipRequest received, Flow flow) {
        try {
            SipRequest ack = routes.withoutStrictRouting(received);
            Optional<Sides> sides = routes.sides(ack);
            if (sides.isEmpty()) {
                return false;
            }
            Optional<Target> target = routes.otherSide(sides.get(), ack);
            if (target.isPresent() && ack.maxForwards() != 0) {
                SipRequest copy = steps.copyOf(ack);
                settings.removeInDialog().forEach(copy::removeHeader);
                node.stack().sendStateless(copy, SipIds.newBranch(), target.get());
            }
            return true;
        } catch (SipParseException e) {
            // Nothing answers an ACK, and a malformed one is not worth forwarding.
            return true;
        }
    }

    ForwardedRequest steps() {
        return steps;
    }

    DialogRoutes routes() {
        return routes;
    }
}
