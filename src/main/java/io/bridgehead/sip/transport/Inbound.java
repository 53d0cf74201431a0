package io.bridgehead.sip.transport;

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

    private final SipParser parser;
    private final int maxUdpRequestBytes;
    private final TransportCounters counters;
    private final MessageReceiver receiver;

    Inbound(MessageLimits messageLimits, TransportLimits limits, TransportCounters counters, MessageReceiver receiver) {
        this.parser = new SipParser(messageLimits);
        this.maxUdpRequestBytes = limits.maxUdpRequestBytes();
        this.counters = counters;
        this.receiver = receiver;
    }

    SipParser parser() {
        return parser;
    }

    /** One datagram; garbage is counted and gets no answer. */
    void datagram(byte[] bytes, boolean truncated, UdpFlow flow) {
        try {
            SipMessage message = parser.parseDatagram(bytes);
            if (message instanceof SipRequest request && (truncated || bytes.length > maxUdpRequestBytes)) {
                counters.refused.increment();
                refuse(request, new SipParseException(513, "Message Too Large"), flow, bytes.length);
            } else {
                message(message, flow, bytes.length);
            }
        } catch (SipParseException e) {
            counters.malformed.increment();
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
                refuse(request, problem, flow, bytes);
                return false;
            }
            counters.requests.increment();
            ViaStamp.stamp(request, flow);
            receiver.onRequest(request, flow);
            return true;
        }
        if (problem != null) {
            counters.malformed.increment();
        } else {
            counters.responses.increment();
            receiver.onResponse((SipResponse) message, flow);
        }
        return false;
    }

    /**
     * Answers a request that no transaction will see. Over UDP the answer is dropped if it were longer than the request, so
     * that nobody uses us to flood the address he pretends to have.
     */
    void refuse(SipRequest request, SipParseException problem, Flow flow, int requestBytes) {
        if (request.is(SipMethod.ACK)) {
            counters.malformed.increment();
            return;
        }
        Flow back = backTo(request, flow);
        byte[] answer = request.createResponse(problem.status(), problem.getMessage()).toBytes();
        if (flow.transport() == SipTransport.UDP && answer.length > requestBytes) {
            counters.malformed.increment();
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
        counters.malformed.increment();
    }

    void failed(Throwable cause) {
        LOG.debugf("Ignoring a transport failure: %s", cause.toString());
    }
}
