package io.bridgehead.sip.transport;

import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipValidator;

/** What every transport does with a message it received: parse, judge, stamp, hand on; or answer with an error. */
final class Inbound {
    private static final Logger LOG = Logger.getLogger(Inbound.class);

    /** How long a connection over its allowance is made to wait before it is refused. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final SipParser parser;
    private final int maxUdpRequestBytes;
    private final TransportCounters counters;
    private final MessageReceiver receiver;
    private final RequestRates rates;

    Inbound(MessageLimits messageLimits, TransportLimits limits, TransportCounters counters, MessageReceiver receiver) {
        this.parser = new SipParser(messageLimits);
        this.maxUdpRequestBytes = limits.maxUdpRequestBytes();
        this.counters = counters;
        this.receiver = receiver;
        this.rates = new RequestRates(limits.perAddress(), System::nanoTime);
    }

    SipParser parser() {
        return parser;
    }

    /** One datagram; garbage is counted and gets no answer. */
    void datagram(byte[] bytes, boolean truncated, UdpFlow flow) {
        try {
            SipMessage message = parser.parseDatagram(bytes);
            if (message instanceof SipRequest request && (truncated || bytes.length > maxUdpRequestBytes)) {
                counters.refuse(Refusal.TOO_LARGE);
                refuse(request, new SipParseException(513, "Message Too Large"), flow, bytes.length);
            } else {
                message(message, flow, bytes.length);
            }
        } catch (SipParseException e) {
            garbage();
        }
    }

    /**
     * A message that could be framed.
     *
     * @param bytes its length, 0 for a connection
     * @return whether it was a valid request
     */
    boolean message(SipMessage message, Flow flow, int bytes) {
        SipParseException problem = SipValidator.check(message);
        if (message instanceof SipRequest request) {
            if (problem != null) {
                counters.refuse(Refusal.INVALID);
                refuse(request, problem, flow, bytes);
                return false;
            }
            if (isOverRate(request, flow)) {
                return true;
            }
            counters.request(flow.transport());
            ViaStamp.stamp(request, flow);
            receiver.onRequest(request, flow);
            return true;
        }
        if (problem != null) {
            garbage();
        } else {
            counters.response(flow.transport());
            receiver.onResponse((SipResponse) message, flow);
        }
        return false;
    }

    /**
     * Above its allowance an address is not heard over UDP; a connection is not read for a while, and what had been read
     * already is answered 503 if it is far too much.
     */
    private boolean isOverRate(SipRequest request, Flow flow) {
        if (!(flow instanceof ConnectionFlow connection)) {
            boolean over = rates.take(flow.remote().getAddress(), 0) > 0;
            if (over) {
                counters.refuse(Refusal.RATE);
            }
            return over;
        }
        long over = rates.take(connection.peer(), PATIENCE_NANOS);
        if (over == 0) {
            return false;
        }
        connection.pause(Math.min(over, PATIENCE_NANOS));
        if (over <= PATIENCE_NANOS) {
            return false;
        }
        counters.refuse(Refusal.RATE);
        if (!request.is(SipMethod.ACK)) {
            SipResponse answer = request.createResponse(503);
            answer.setHeader(SipHeader.RETRY_AFTER, Long.toString(TimeUnit.NANOSECONDS.toSeconds(over) + 1));
            flow.send(answer);
        }
        return true;
    }

    /**
     * Answers a request that no transaction will see. Over UDP the answer is dropped if it were longer than the request, so
     * that nobody uses us to flood the address he pretends to have.
     */
    void refuse(SipRequest request, SipParseException problem, Flow flow, int requestBytes) {
        if (request.is(SipMethod.ACK)) {
            garbage();
            return;
        }
        Flow back = backTo(request, flow);
        byte[] answer = request.createResponse(problem.status(), problem.getMessage()).toBytes();
        if (flow.transport() == SipTransport.UDP && answer.length > requestBytes) {
            garbage();
        } else {
            back.send(answer);
        }
    }

    private static Flow backTo(SipRequest request, Flow flow) {
        try {
            if (request.hasHeader(SipHeader.VIA)) {
                ViaStamp.stamp(request, flow);
                return ViaStamp.responseFlow(request, flow);
            }
        } catch (SipParseException e) {
            LOG.trace("Answering a request with an unreadable Via by the way it came");
        }
        return flow;
    }

    void garbage() {
        counters.refuse(Refusal.MALFORMED);
    }

    void failed(Throwable cause) {
        LOG.debugf("Ignoring a transport failure: %s", cause.toString());
    }
}
