package io.bridgehead.webservice;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.bridgehead.soap.SoapMessage;

/**
 * One request to a web service and what became known of it. It travels as the exchange variable {@value #VARIABLE}.
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
    private volatile CompletionStage<Long> requestRow;

    Call(String service, SoapMessage message, byte[] envelope, String identity, String authorization, String peer) {
        this.service = service;
        this.message = message;
        this.envelope = envelope;
        this.identity = identity;
        this.authorization = authorization;
        this.peer = peer;
    }

    static Call of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, Call.class);
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
