package io.bridgehead.sip.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;

import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ClientTransaction;
import io.bridgehead.sip.transaction.ClientTransactionListener;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;

/**
 * One target of a forwarded request: tried at its addresses one after another until one answers (RFC 3263 section 4.3). Ends
 * exactly once.
 */
final class Branch implements ClientTransactionListener {

    private static final Logger LOG = Logger.getLogger(Branch.class);
    /** How long a server may stay silent while others wait to be tried: eight times T1, long before timers B and F. */
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final int FLOW_FAILED = 430;

    private final SipNode node;
    private final Forwarding owner;
    private final SipRequest copy;
    private final Target fixed;
    private final Deque<Destination> addresses = new ArrayDeque<>();
    private ClientTransaction current;
    private Destination address;
    private Future<?> silence;
    private boolean heard;
    private boolean cancelled;
    private boolean ended;

    /**
     * @param copy what is sent, but for Record-Route and Via
     * @param fixed the connection or address to use; null to go by the copy's Route or request URI
     */
    Branch(SipNode node, Forwarding owner, SipRequest copy, Target fixed) {
        this.node = node;
        this.owner = owner;
        this.copy = copy;
        this.fixed = fixed;
    }

    void start() {
        if (fixed instanceof Flow flow) {
            send(flow, flow);
        } else if (fixed instanceof Destination destination) {
            addresses.add(destination);
            next(FLOW_FAILED);
        } else {
            node.locator().locate(ForwardedRequest.nextUri(copy)).whenCompleteAsync((found, failure) -> {
                if (failure == null) {
                    located(found);
                } else {
                    LOG.debugf("%s goes nowhere: %s", copy, failure.getMessage());
                    end(503);
                }
            }, node.executor());
        }
    }

    private void located(List<Destination> found) {
        synchronized (this) {
            addresses.addAll(found);
        }
        next(FLOW_FAILED);
    }

    /** Tries the next address; without one the branch ends with that status. */
    private void next(int statusWithout) {
        Destination to;
        synchronized (this) {
            if (ended) {
                return;
            }
            to = cancelled ? null : addresses.poll();
            address = to;
            heard = false;
        }
        if (to == null) {
            end(statusWithout);
            return;
        }
        node.stack().connect(to).whenCompleteAsync((flow, failure) -> {
            if (failure == null) {
                send(flow, to);
            } else {
                node.locator().failed(to);
                next(503);
            }
        }, node.executor());
    }

    private void send(Flow flow, Target target) {
        if (!flow.isOpen()) {
            next(FLOW_FAILED);
            return;
        }
        ClientTransaction transaction;
        synchronized (this) {
            if (ended) {
                return;
            }
            try {
                SipRequest request = copy.copy();
                owner.recordRoute(request, flow, target);
                String id = SipIds.newBranch() + ForwardedRequest.loopMark(owner.request());
                transaction = node.stack().sendRequest(request, id, flow, this);
            } catch (RuntimeException e) {
                // Such as a peer to whom there is no way any more. A branch without an end would keep the sender waiting.
                LOG.warnf("A branch of %s cannot be sent: %s", copy, e.toString());
                transaction = null;
            }
            current = transaction;
            if (transaction != null && !addresses.isEmpty()) {
                ClientTransaction tried = transaction;
                silence = node.schedule(SILENCE, () -> silent(tried));
            }
        }
        if (transaction == null) {
            next(503);
        }
    }

    private void silent(ClientTransaction tried) {
        Destination dead;
        synchronized (this) {
            if (heard || ended || current != tried) {
                return;
            }
            dead = address;
        }
        node.locator().failed(dead);
        tried.cancel();
        next(408);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipResponse response) {
        boolean over;
        synchronized (this) {
            boolean stale = transaction != current && current != null;
            if (stale && !response.isSuccess()) {
                return;
            }
            heard = true;
            over = ended;
        }
        if (over) {
            if (response.isSuccess() && copy.is(SipMethod.INVITE)) {
                owner.furtherSuccess(forwarded(response));
            }
        } else if (response.isSynthesized()) {
            unanswered(response.status());
        } else if (response.isProvisional()) {
            if (response.status() > 100) {
                owner.provisional(forwarded(response));
            }
        } else if (response.status() == 503 && hasNext()) {
            node.locator().failed(address());
            next(503);
        } else {
            end(forwarded(response));
        }
    }

    /** No answer, no connection, or too large for the transport (made by our own stack). */
    private void unanswered(int status) {
        Destination tried = address();
        if (tried == null) {
            // RFC 5626 section 5.3: the connection, not the user, failed.
            end(status == 503 ? FLOW_FAILED : status);
            return;
        }
        if (status == 513 && tried.transport() == SipTransport.UDP) {
            synchronized (this) {
                // RFC 3261 section 18.1.1: what is too large for UDP goes by TCP.
                addresses.addFirst(tried.by(SipTransport.TCP));
            }
        } else {
            node.locator().failed(tried);
        }
        next(status);
    }

    private static SipResponse forwarded(SipResponse response) {
        SipResponse forwarded = response.copy();
        forwarded.removeFirst(SipHeader.VIA);
        return forwarded;
    }

    private synchronized boolean hasNext() {
        return !cancelled && !addresses.isEmpty();
    }

    private synchronized Destination address() {
        return address;
    }

    /** The INVITE is not wanted any more. Its answer, 487 or a 2xx that crossed the CANCEL, still ends the branch. */
    void cancel(String reason) {
        ClientTransaction sent;
        synchronized (this) {
            cancelled = true;
            sent = current;
        }
        if (sent != null) {
            sent.cancel(reason);
        } else if (copy.is(SipMethod.INVITE)) {
            end(487);
        }
    }

    private void end(int status) {
        end(status == FLOW_FAILED ? owner.request().createResponse(status, "Flow Failed")
                : owner.request().createResponse(status));
    }

    private void end(SipResponse response) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (silence != null) {
                silence.cancel(false);
            }
        }
        owner.ended(response);
    }
}
