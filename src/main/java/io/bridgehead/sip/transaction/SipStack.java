package io.bridgehead.sip.transaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transport.BoundAddress;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;
import io.bridgehead.sip.transport.TransportCounters;
import io.bridgehead.sip.transport.WebSocketIntake;

/**
 * A SIP stack: listeners, flows and transactions. Several may live in one process.
 *
 * <pre>
 * SipStack stack = SipStack.builder().listen(Listener.udp("127.0.0.1", 5060)).executor(executor).handler(handler).build();
 * stack.start();
 * </pre>
 */
public interface SipStack extends AutoCloseable {

    static SipStackBuilder builder() {
        return new SipStackBuilder();
    }

    /**
     * Opens all listeners; if one fails those already open are closed again.
     *
     * @throws io.bridgehead.sip.transport.ListenException naming the transport and port
     */
    void start();

    /** Closes listeners and connections and ends all transactions without telling peers. Blocks up to 2 s; may be repeated. */
    @Override
    void close();

    /** Who receives requests; may be set or changed at any time. Without a handler requests are answered 503. */
    void setHandler(SipHandler handler);

    List<BoundAddress> boundAddresses();

    /** The real port of the first listener with that transport. */
    int boundPort(SipTransport transport);

    /** Whether host and port are one of our listeners or their advertised hosts; port -1 stands for the transport's default. */
    boolean isLocal(String host, int port);

    /**
     * Sends a request in a new client transaction with a branch of our own.
     *
     * @param request needs To, From with tag, Call-ID and CSeq; Via is added on top, Max-Forwards 70 if there is none. The
     *        request is taken over: do not change it afterwards.
     */
    default ClientTransaction sendRequest(SipRequest request, Target target, ClientTransactionListener listener) {
        return sendRequest(request, SipIds.newBranch(), target, listener);
    }

    /**
     * Sends a request with a chosen branch, so that the same request sent again after a restart is a retransmission to the
     * peer.
     *
     * @param branch starts with {@code z9hG4bK}
     * @throws IllegalArgumentException if the branch is malformed
     * @throws IllegalStateException if a transaction with that branch and method is under way
     */
    ClientTransaction sendRequest(SipRequest request, String branch, Target target, ClientTransactionListener listener);

    /**
     * Sends a message without a transaction and as it is: an ACK for a 2xx, a response or ACK a proxy forwards. A request
     * needs its Via already, see {@link #via}.
     *
     * @return completes with the flow used, or exceptionally with a TransportException
     */
    CompletionStage<Flow> sendStateless(SipMessage message, Target target);

    /** Sends a request without a transaction after adding a Via for the flow with this branch. For the ACK to a 2xx. */
    CompletionStage<Flow> sendStateless(SipRequest request, String branch, Target target);

    /** Opens a connection, or finds the one there is, without sending anything. */
    CompletionStage<Flow> connect(Destination destination);

    /**
     * Shares the port of a web server of this process, which upgrades connections to WebSocket and hands them over.
     *
     * @param listener WS or WSS at the web server's address, from then on one of our own
     */
    WebSocketIntake intake(Listener listener);

    /** The open flow with that id. UDP flows are found as long as the socket is open. */
    Optional<Flow> flow(String id);

    /** A Via for requests sent by that flow; rport is asked for on UDP. */
    Via via(Flow flow, String branch);

    /** A Contact URI by which the peer of that flow reaches us. */
    SipUri contact(Flow flow, String user);

    /** The timers of its transactions. */
    SipTimers timers();

    /** Server transactions that are not answered finally and client transactions without a final response. */
    int transactionsInFlight();

    SipStatistics statistics();

    /** What the transports counted. */
    TransportCounters transportCounters();
}
