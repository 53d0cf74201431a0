package io.bridgehead.sip.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipTimers;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;

/** A started SIP node with UDP and TCP listeners on free loopback ports. */
public final class TestNode implements AutoCloseable {

    public final List<SipRequest> acks = new CopyOnWriteArrayList<>();
    private static final int THREADS = 4;

    private final ExecutorService executor;
    private final SipNode node;

    public TestNode() {
        this(0, 0);
    }

    /** On these ports. */
    public TestNode(int udp, int tcp) {
        this(udp, tcp, ServerLocator.BY_URI);
    }

    public TestNode(int udp, int tcp, ServerLocator locator) {
        this(udp, tcp, locator, THREADS);
    }

    private TestNode(int udp, int tcp, ServerLocator locator, int threads) {
        this(udp, tcp, locator, threads, SipTimers.DEFAULT);
    }

    private TestNode(int udp, int tcp, ServerLocator locator, int threads, SipTimers timers) {
        executor = Executors.newFixedThreadPool(threads);
        node = new SipNode(
                SipStack.builder().listen(Listener.udp("127.0.0.1", udp)).listen(Listener.tcp("127.0.0.1", tcp))
                        .detectMergedRequests(false).timers(timers),
                executor, locator);
        node.start();
    }

    /** One that treats requests in the order in which they came, where others may let a later one overtake. */
    public static TestNode oneAtATime() {
        return new TestNode(0, 0, ServerLocator.BY_URI, 1);
    }

    /** One with other timers. */
    public static TestNode of(SipTimers timers) {
        return new TestNode(0, 0, ServerLocator.BY_URI, THREADS, timers);
    }

    public SipNode node() {
        return node;
    }

    public SipStack stack() {
        return node.stack();
    }

    public Destination address(SipTransport transport) {
        return new Destination(transport, "127.0.0.1", stack().boundPort(transport));
    }

    /** A URI that leads here over TCP. */
    public SipUri uri(String user) {
        return SipUri.of(user, "127.0.0.1", stack().boundPort(SipTransport.TCP)).withParam("transport", "tcp");
    }

    /** Takes every request that nobody else wants; ACKs without transaction are noted. */
    public TestNode serve(Consumer<ServerTransaction> server) {
        node.dispatcher().add(new RequestSink() {
            @Override
            public Order order() {
                return Order.SERVER;
            }

            @Override
            public boolean onRequest(ServerTransaction transaction) {
                server.accept(transaction);
                return true;
            }

            @Override
            public boolean onAck(SipRequest ack, Flow flow) {
                acks.add(ack);
                return true;
            }
        });
        return this;
    }

    public static SipRequest request(String method, SipUri to) {
        SipRequest request = SipRequest.create(method, to);
        request.addHeader(SipHeader.FROM,
                NameAddr.of(SipUri.parse("sip:tester@example.org")).withTag(SipIds.newTag()).toString());
        request.addHeader(SipHeader.TO, NameAddr.of(to).toString());
        request.addHeader(SipHeader.CALL_ID, SipIds.newCallId());
        request.addHeader(SipHeader.CSEQ, "1 " + method);
        return request;
    }

    /** Sends a request and waits for the final response. */
    public SipResponse ask(SipRequest request, Target target) {
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        stack().sendRequest(request, target, (transaction, response) -> {
            if (response.isFinal()) {
                result.complete(response);
            }
        });
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        node.close();
        executor.shutdownNow();
    }
}
