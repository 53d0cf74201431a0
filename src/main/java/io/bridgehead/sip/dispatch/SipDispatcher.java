package io.bridgehead.sip.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipHandler;
import io.bridgehead.sip.transport.Flow;

/**
 * Offers what arrives to its sinks by their order until one takes it. A request that nobody wants is answered 481 if it
 * belongs to a dialog, else 404.
 */
public final class SipDispatcher implements SipHandler {

    private final CopyOnWriteArrayList<RequestSink> sinks = new CopyOnWriteArrayList<>();

    /** Adds a sink; those of equal order are asked in the order of their addition. */
    public synchronized void add(RequestSink sink) {
        List<RequestSink> sorted = new ArrayList<>(sinks);
        sorted.add(sink);
        sorted.sort(Comparator.comparing(RequestSink::order));
        sinks.clear();
        sinks.addAll(sorted);
    }

    public synchronized void remove(RequestSink sink) {
        sinks.remove(sink);
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        try {
            for (RequestSink sink : sinks) {
                if (sink.onRequest(transaction)) {
                    return;
                }
            }
            transaction.respond(transaction.request().to().tag() == null ? 404 : 481);
        } catch (SipParseException e) {
            transaction.respond(e.status());
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
