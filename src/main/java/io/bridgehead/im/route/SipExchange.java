package io.bridgehead.im.route;

import java.util.Optional;

import org.apache.camel.Exchange;

import io.bridgehead.im.Neighbour;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.Whereabouts;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.transport.Flow;

/** What the routes of the IM server keep in an exchange, by name. */
final class SipExchange {

    /** The sender's address of record, once authenticated. */
    static final String SENDER = "sender";
    /** Who has proved to be who, also when the request then claims to be from somebody else. */
    static final String AUTHENTICATED = "authenticated";
    /** The receiver's address of record. */
    static final String RECEIVER = "receiver";
    /** The row of the message log. */
    static final String LOG_ID = "logId";
    /** Where the receiver was tried to be reached. */
    static final String TRIED = "tried";
    /** Whether another IM server at the same database hands the request over, which has done the rest. */
    static final String HANDED_OVER = "handedOver";
    /** How a repeated message was answered the first time; not set for a first message. */
    static final String FIRST_ANSWER = "firstAnswer";

    /** Whether a registration brought a device that was not there before. */
    static final String NEW_DEVICE = "newDevice";
    /** Whether the receiver has no device registered. */
    static final String AWAY = "away";
    /** Whether a device registered while a message for its user was being kept. */
    static final String LATE_DEVICE = "lateDevice";

    private SipExchange() {
    }

    static SipRequest request(Exchange exchange) {
        return exchange.getIn(SipMessage.class).getSipRequest();
    }

    static String sender(Exchange exchange) {
        return exchange.getVariable(SENDER, String.class);
    }

    static String receiver(Exchange exchange) {
        return exchange.getVariable(RECEIVER, String.class);
    }

    static Whereabouts tried(Exchange exchange) {
        return exchange.getVariable(TRIED, Whereabouts.class);
    }

    static long logId(Exchange exchange) {
        return exchange.getVariable(LOG_ID, Long.class);
    }

    /** The neighbour that a request came from, if it came from one. */
    static Optional<Neighbour> neighbour(Exchange exchange, Neighbours neighbours) {
        Flow flow = SipMessage.transactionOf(exchange).flow();
        return flow == null ? Optional.empty() : neighbours.at(flow.remote(), flow.transport().isSecure());
    }

    static int responseCode(Exchange exchange) {
        return exchange.getIn().getHeader(SipConstants.RESPONSE_CODE, Integer.class);
    }

    static void answer(Exchange exchange, int code) {
        exchange.getIn().setHeader(SipConstants.RESPONSE_CODE, code);
    }
}
