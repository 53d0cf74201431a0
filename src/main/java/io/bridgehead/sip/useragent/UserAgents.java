package io.bridgehead.sip.useragent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;

/** The user agents of one SIP node; finds the one a request is for by the user part of its contact. */
public final class UserAgents implements RequestSink {

    private final SipNode node;
    private final Map<String, UserAgent> byToken = new ConcurrentHashMap<>();

    /** Connects itself to the node's dispatcher. */
    public UserAgents(SipNode node) {
        this.node = node;
        node.dispatcher().add(this);
    }

    /** Makes a user agent; it does nothing before {@link UserAgent#start()}. */
    public UserAgent create(UserAgentConfig config, UserAgentListener listener) {
        return new UserAgent(this, config, listener);
    }

    @Override
    public Order order() {
        return Order.USER_AGENTS;
    }

    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipUri uri = transaction.request().requestUri();
        UserAgent agent = uri.rawUser() == null ? null : byToken.get(uri.rawUser());
        // Who guesses a contact must not get around the server that checks who he is.
        return agent != null && agent.isFromServer(transaction.flow()) && agent.receive(transaction);
    }

    SipNode node() {
        return node;
    }

    void add(String token, UserAgent agent) {
        byToken.put(token, agent);
    }

    void remove(String token) {
        byToken.remove(token);
    }
}
