package io.bridgehead.webservice;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.apache.camel.component.cxf.common.message.CxfConstants;
import org.apache.cxf.message.Message;

import io.bridgehead.soap.SoapMessage;

/**
 * One request to a web service and what became known of it. It travels in CXF's exchange, and in Camel's as the variable
 * {@value #VARIABLE}.
 */
public final class Call {

    /** Name of the exchange variable. */
    public static final String VARIABLE = "call";

    private final String service;
    private final SoapMessage message;
    private final byte[] envelope;
    private final String identity;
    private final String authorization;
    private final String peer;
    private volatile String user;
    private volatile String conferenceId;
    private volatile int retryAfter;
    private volatile CompletionStage<Long> requestRow;

    Call(String service, SoapMessage message, byte[] envelope, String identity, String authorization, String peer) {
        this.service = service;
        this.message = message;
        this.envelope = envelope;
        this.identity = identity;
        this.authorization = authorization;
        this.peer = peer;
    }

    static Optional<Call> of(Message cxfMessage) {
        return Optional.ofNullable(cxfMessage).map(Message::getExchange).map(exchange -> exchange.get(Call.class));
    }

    static Call of(Exchange exchange) {
        return of(exchange.getMessage().getHeader(CxfConstants.CAMEL_CXF_MESSAGE, Message.class))
                .orElseThrow(() -> new IllegalStateException("The endpoint has an EnvelopeGuard"));
    }

    /** The target namespace of the service's WSDL. */
    String service() {
        return service;
    }

    /** The request. */
    public SoapMessage message() {
        return message;
    }

    /** The request's bytes as they came over HTTP. */
    byte[] envelope() {
        return envelope;
    }

    /** The header {@code Bridgehead-Identity}, or null. */
    String identity() {
        return identity;
    }

    /** The header {@code Authorization}, or null. */
    String authorization() {
        return authorization;
    }

    /** The IP address of the caller, or null. */
    String peer() {
        return peer;
    }

    /** Who calls; null until that is proven. */
    public String user() {
        return user;
    }

    void provenToBeFrom(String caller) {
        user = caller;
    }

    /** Seconds until the caller may try again; 0 unless it has to wait. */
    int retryAfter() {
        return retryAfter;
    }

    void heldFor(int seconds) {
        retryAfter = seconds;
    }

    /** The conference it is about; null until that is known. */
    String conferenceId() {
        return conferenceId;
    }

    void about(String conference) {
        conferenceId = conference;
    }

    /** The number of the request's row in the message log, once it is written; null until it is to be. */
    CompletionStage<Long> requestRow() {
        return requestRow;
    }

    void writtenAs(CompletionStage<Long> row) {
        requestRow = row;
    }
}
