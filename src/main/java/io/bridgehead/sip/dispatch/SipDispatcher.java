package io.bridgehead.sip.dispatch;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipHandler;
import io.bridgehead.sip.transport.Flow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Offers what arrives to its sinks in their order until one takes it. A request that nobody wants is answered 481 if it
 * belongs to a dialog, else 404.
 */
public final class SipDispatcher implements SipHandler {

    private final List<RequestSink> sinks = new CopyOnWriteArrayList<>();
    private final List<RequestSink> lastSinks = new CopyOnWriteArrayList<>();

    /** Adds a sink behind those added before. */
    public void add(RequestSink sink) {
        sinks.add(sink);
    }

    /** Adds a sink that is asked only after all of {@link #add}: a server that takes every request. */
    public void addLast(RequestSink sink) {
        lastSinks.add(sink);
    }

    public void remove(RequestSink sink) {
        sinks.remove(sink);
        lastSinks.remove(sink);
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        for (RequestSink sink : sinks) {
            if (sink.onRequest(transaction)) {
                return;
            }
        }
        for (RequestSink sink : lastSinks) {
            if (sink.onRequest(transaction)) {
                return;
            }
        }
        if (transaction.request().toTag() == null) {
            transaction.respond(404);
        } else {
            transaction.respond(481);
        }
    }

    @Override
    public void onStrayAck(SipRequest ack, Flow flow) {
        for (RequestSink sink : sinks) {
            if (sink.onAck(ack, flow)) {
                return;
            }
        }
    }

    @Override
    public void onStrayResponse(SipResponse response, Flow flow) {
        for (RequestSink sink : sinks) {
            if (sink.onResponse(response, flow)) {
                return;
            }
        }
    }
}
