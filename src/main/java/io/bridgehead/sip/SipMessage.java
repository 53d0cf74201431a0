package io.bridgehead.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/** A received request as a Camel message: the body as bytes, what matters of the request in {@link SipConstants} headers. */
public class SipMessage extends DefaultMessage {

    private static final String TRANSACTION = "CamelSipServerTransaction";

    private static final String WORK = "CamelSipWork";

    private final ServerTransaction transaction;
    private final Inflight.Work work;

    /**
     * @param work null if it is not counted
     * @throws io.bridgehead.sip.message.SipParseException if one of the copied headers is malformed
     */
    SipMessage(CamelContext context, ServerTransaction transaction, Inflight.Work work) {
        super(context);
        this.transaction = transaction;
        this.work = work;
        SipRequest request = transaction.request();
        setBody(request.body());
        setHeader(SipConstants.METHOD, request.method());
        setHeader(SipConstants.REQUEST_URI, request.requestUriText());
        setHeader(SipConstants.FROM, uri(request.from()));
        setHeader(SipConstants.TO, uri(request.to()));
        setHeader(SipConstants.CALL_ID, request.callId());
        setHeader(SipConstants.CSEQ, request.cseq().number());
        if (request.contentType() != null) {
            setHeader(SipConstants.CONTENT_TYPE, request.contentType());
        }
        if (transaction.flow() == null) {
            return;
        }
        setHeader(SipConstants.TRANSPORT, transaction.flow().transport().name());
        setHeader(SipConstants.REMOTE_ADDRESS, address(transaction.flow().remote()));
        setHeader(SipConstants.FLOW, transaction.flow().id());
    }

    private SipMessage(CamelContext context, ServerTransaction transaction, boolean empty) {
        super(context);
        this.transaction = transaction;
        this.work = null;
    }

    /** The request as received. Not to be changed. */
    public SipRequest getSipRequest() {
        return transaction.request();
    }

    /** The transaction of the request that began an exchange, or null if none did; also if a route replaced the message. */
    public static ServerTransaction transactionOf(Exchange exchange) {
        return exchange.getProperty(TRANSACTION, ServerTransaction.class);
    }

    /** From now on the exchange waits for a peer and not for us. */
    static void waitsForPeer(Exchange exchange) {
        Inflight.Work work = exchange.getProperty(WORK, Inflight.Work.class);
        if (work != null) {
            work.waitsForPeer();
        }
    }

    /** The connection or UDP peer that the request came from; empty if nobody waits for its answer. */
    public static Optional<Flow> flowOf(Exchange exchange) {
        ServerTransaction transaction = transactionOf(exchange);
        return transaction == null ? Optional.empty() : Optional.ofNullable(transaction.flow());
    }

    /**
     * The thread that the request was received by and its answer leaves by: a step that waits for something goes on there, and
     * must not block it. For a request that nobody waits for it is a worker.
     */
    public static Executor executorOf(Exchange exchange) {
        return flowOf(exchange).map(Flow::executor)
                .orElseGet(() -> exchange.getContext().getComponent("sip", SipComponent.class).workers());
    }

    /**
     * Makes a stored request the one that an exchange is about, as if it had just arrived, so that {@code sip:relay} can
     * forward it with {@code respond=false}. Nobody waits for an answer to it.
     */
    public static void replay(Exchange exchange, SipRequest request) {
        new SipMessage(exchange.getContext(), new ReplayedRequest(request), null).attachTo(exchange);
    }

    void attachTo(Exchange exchange) {
        exchange.setIn(this);
        exchange.setProperty(TRANSACTION, transaction);
        exchange.setProperty(WORK, work);
        // SIP text is UTF-8 by RFC 3261 section 25; the platform's default would not do.
        exchange.setProperty(Exchange.CHARSET_NAME, "UTF-8");
    }

    @Override
    public DefaultMessage newInstance() {
        return new SipMessage(getCamelContext(), transaction, true);
    }

    private static String uri(NameAddr address) {
        return address.uri().toString();
    }

    /** As {@link SipConstants#REMOTE_ADDRESS} has it: {@code 192.0.2.7:5060} or {@code [2001:db8::7]:5060}. */
    public static String address(InetSocketAddress address) {
        String host = address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
