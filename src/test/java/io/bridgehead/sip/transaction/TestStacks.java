package io.bridgehead.sip.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;

/** Stacks on loopback, and the requests they send each other. */
final class TestStacks implements AutoCloseable {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final List<SipStack> stacks = new ArrayList<>();

    /** Keeps what a client transaction reports. */
    static final class Responses implements ClientTransactionListener {
        final BlockingQueue<SipResponse> received = new LinkedBlockingQueue<>();

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response) {
            received.add(response);
        }

        SipResponse next() throws InterruptedException {
            SipResponse response = received.poll(30, TimeUnit.SECONDS);
            if (response == null) {
                throw new AssertionError("no response");
            }
            return response;
        }

        SipResponse nextFinal() throws InterruptedException {
            SipResponse response = next();
            return response.isFinal() ? response : nextFinal();
        }
    }

    /** Keeps what a stack hands to its user. */
    static final class Requests implements SipHandler {
        final BlockingQueue<ServerTransaction> received = new LinkedBlockingQueue<>();
        final BlockingQueue<SipRequest> acks = new LinkedBlockingQueue<>();

        @Override
        public void onRequest(ServerTransaction transaction) {
            received.add(transaction);
        }

        @Override
        public void onStrayAck(SipRequest ack, Flow flow) {
            acks.add(ack);
        }

        ServerTransaction next() throws InterruptedException {
            ServerTransaction transaction = received.poll(30, TimeUnit.SECONDS);
            if (transaction == null) {
                throw new AssertionError("no request");
            }
            return transaction;
        }
    }

    SipStackBuilder builder() {
        return SipStack.builder().executor(executor).listen(Listener.udp("127.0.0.1", 0))
                .listen(Listener.tcp("127.0.0.1", 0)).listen(Listener.ws("127.0.0.1", 0));
    }

    SipStack start(SipStackBuilder builder) {
        SipStack stack = builder.build();
        stacks.add(stack);
        stack.start();
        return stack;
    }

    static Destination to(SipStack stack, SipTransport transport) {
        return new Destination(transport, "127.0.0.1", stack.boundPort(transport));
    }

    static SipRequest request(String method) {
        SipRequest request = SipRequest.create(method, "sip:bob@example.com");
        request.setHeader("From", "<sip:alice@example.com>;tag=" + SipIds.newTag());
        request.setHeader("To", "<sip:bob@example.com>");
        request.setHeader("Call-ID", SipIds.newCallId());
        request.setHeader("CSeq", "1 " + method);
        return request;
    }

    @Override
    public void close() {
        stacks.forEach(SipStack::close);
        executor.shutdownNow();
    }
}
