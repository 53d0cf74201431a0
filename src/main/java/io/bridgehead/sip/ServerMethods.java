package io.bridgehead.sip;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;

/** The consumers of {@code sip:server/METHOD}, by method. */
final class ServerMethods implements RequestSink {

    static final String ANY = "*";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private final Map<String, Consumer<ServerTransaction>> consumers = new ConcurrentHashMap<>();
    private final BooleanSupplier complete;

    /** @param complete tells whether all routes have started; before, an unknown method may only be not known yet */
    ServerMethods(BooleanSupplier complete) {
        this.complete = complete;
    }

    void add(String method, Consumer<ServerTransaction> consumer) {
        if (consumers.putIfAbsent(method, consumer) != null) {
            throw new IllegalStateException("Two routes consume sip:server/" + method);
        }
    }

    void remove(String method) {
        consumers.remove(method);
    }

    @Override
    public Order order() {
        return Order.SERVER;
    }

    @Override
    public boolean onRequest(ServerTransaction transaction) {
        Consumer<ServerTransaction> consumer = consumers.getOrDefault(transaction.request().method(), consumers.get(ANY));
        if (consumer != null) {
            consumer.accept(transaction);
        } else if (transaction.request().to().tag() != null) {
            // It belongs to a call, but to none that we know of.
            transaction.respond(481);
        } else if (!complete.getAsBoolean()) {
            transaction.respond((SipResponse) transaction.request().createResponse(503).setHeader(SipHeader.RETRY_AFTER, "2"));
        } else {
            // RFC 3261 §8.2.1 and §21.5.2: what we know and do not serve is not allowed, what we never heard of not implemented.
            int status = SipMethod.isKnown(transaction.request().method()) ? METHOD_NOT_ALLOWED : NOT_IMPLEMENTED;
            transaction.respond((SipResponse) transaction.request().createResponse(status).setHeader(SipHeader.ALLOW,
                    String.join(", ", new TreeSet<>(consumers.keySet()))));
        }
        return true;
    }
}
