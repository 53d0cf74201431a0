package io.bridgehead.sip.dialog;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/** All call legs of one SIP node. Closing it hangs up nothing; legs end by themselves. */
public final class Calls implements RequestSink {

    private record Key(String callId, String localTag) {
    }

    private final SipNode node;
    private final SessionTimers sessionTimers;
    private final Map<Key, Leg> legs = new ConcurrentHashMap<>();
    private volatile Function<IncomingCall, CallListener> incoming;

    /** Connects itself to the node's dispatcher; sessions are refreshed within half an hour. */
    public Calls(SipNode node) {
        this(node, SessionTimers.STANDARD);
    }

    /** Connects itself to the node's dispatcher. */
    public Calls(SipNode node, SessionTimers sessionTimers) {
        this.node = node;
        this.sessionTimers = sessionTimers;
        node.dispatcher().add(this);
    }

    /**
     * Sets who takes calls that others make to this node, on the stack's executor. It returns the listener of the call, to be
     * answered then or later; null leaves the request to others.
     */
    public void onIncoming(Function<IncomingCall, CallListener> handler) {
        this.incoming = handler;
    }

    /**
     * Calls somebody. What comes of it is told to the listener; the last event is always {@link CallListener#onEnded}, also if
     * the INVITE could not be sent.
     *
     * @throws IllegalStateException if a leg with that Call-ID and From tag is under way
     */
    public Call invite(Invite invite, CallListener listener) {
        OutgoingLeg leg = new OutgoingLeg(this, invite, listener);
        leg.events.release();
        if (legs.putIfAbsent(new Key(leg.callId(), leg.localTag()), leg) != null) {
            throw new IllegalStateException("This call is under way");
        }
        leg.begin();
        return leg;
    }

    /**
     * Treats a request as a new call, e.g. one that a user agent received.
     *
     * @param credentials who we are when our requests within the call are challenged, or null
     * @param handler returns the listener of the call, or null to refuse it
     * @return whether the handler wanted it
     */
    public boolean receive(ServerTransaction transaction, DigestClient credentials,
            Function<IncomingCall, CallListener> handler) {
        SipResponse refusal = SessionTimer.refusal(transaction.request(), sessionTimers);
        if (refusal != null) {
            transaction.respond(refusal);
            return true;
        }
        IncomingLeg leg = new IncomingLeg(this, transaction, credentials);
        legs.put(new Key(leg.callId(), leg.localTag()), leg);
        CallListener listener = handler.apply(leg);
        if (listener == null) {
            remove(leg);
            return false;
        }
        leg.start(listener);
        return true;
    }

    /** The same for a call from somebody to whom we are nobody. */
    public boolean receive(ServerTransaction transaction, Function<IncomingCall, CallListener> handler) {
        return receive(transaction, null, handler);
    }

    /**
     * Goes on with a call that an earlier run of the process had; nothing is sent for that.
     *
     * @param credentials who we are when challenged, or null
     * @throws IllegalStateException if it is under way
     */
    public Call resume(KeptDialog kept, DigestClient credentials, CallListener listener) {
        ResumedLeg leg = new ResumedLeg(this, kept, Dialog.of(kept), credentials, listener);
        if (legs.putIfAbsent(new Key(leg.callId(), leg.localTag()), leg) != null) {
            throw new IllegalStateException("This call is under way");
        }
        leg.start();
        return leg;
    }

    /** The answer to an OPTIONS: what calls can do here (RFC 3261 section 11.2). */
    public static SipResponse capabilities(SipRequest request) {
        SipResponse response = request.createResponse(200);
        response.setHeader(SipHeader.ALLOW, Leg.ALLOW);
        response.setHeader(SipHeader.SUPPORTED, SessionTimer.EXTENSION);
        response.setHeader(SipHeader.ACCEPT, SessionBody.SDP);
        return response;
    }

    /** Legs not yet ended. */
    public int size() {
        return legs.size();
    }

    @Override
    public Order order() {
        return Order.CALLS;
    }

    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        String tag = request.to().tag();
        if (tag == null) {
            Function<IncomingCall, CallListener> handler = incoming;
            return handler != null && request.is(SipMethod.INVITE) && receive(transaction, handler);
        }
        Leg leg = legs.get(new Key(request.callId(), tag));
        String remoteTag = leg == null ? null : leg.remoteTag();
        if (leg == null || remoteTag != null && !remoteTag.equals(request.from().tag())) {
            return false;
        }
        leg.receive(transaction);
        return true;
    }

    @Override
    public boolean onAck(SipRequest ack, Flow flow) {
        try {
            Leg leg = legs.get(new Key(ack.callId(), String.valueOf(ack.to().tag())));
            if (leg != null) {
                leg.receiveAck(ack);
            }
            return leg != null;
        } catch (SipParseException e) {
            // Nothing answers an ACK.
            return true;
        }
    }

    /** An answer that comes once more although its transaction is over, as in another run: its ACK was lost. */
    @Override
    public boolean onResponse(SipResponse response, Flow flow) {
        try {
            if (!response.isSuccess() || !response.cseq().method().equals(SipMethod.INVITE)) {
                return false;
            }
            Leg leg = legs.get(new Key(response.callId(), String.valueOf(response.from().tag())));
            boolean ours = leg != null && Objects.equals(response.to().tag(), leg.remoteTag());
            if (ours) {
                leg.acknowledge(response.cseq().number());
            }
            return ours;
        } catch (SipParseException e) {
            // Nothing answers a response.
            return true;
        }
    }

    SessionTimers sessionTimers() {
        return sessionTimers;
    }

    SipNode node() {
        return node;
    }

    void remove(Leg leg) {
        legs.remove(new Key(leg.callId(), leg.localTag()), leg);
    }
}
