package io.bridgehead.sip;

import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.proxy.ProxyCore;
import io.bridgehead.sip.proxy.ProxySettings;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.useragent.UserAgents;

/** What runs behind a started component: one SIP stack and its users, and the threads that run routes. */
final class SipEngine implements AutoCloseable {

    private final SipNode node;
    private final ProxyCore proxy;
    private final Calls calls;
    private final SharedAgents agents;
    private final ServerMethods methods;
    private final ExecutorService workers;
    private final Inflight inflight;

    /**
     * @param callbacks runs what must not block and no received message causes
     * @param workers runs routes, which may
     */
    SipEngine(SipStackBuilder builder, ServerLocator locator, ExecutorService callbacks, ExecutorService workers,
            Inflight inflight, ProxySettings proxying, BooleanSupplier routesComplete) {
        this.node = new SipNode(builder.callbacksOnReceiver(true), callbacks, locator);
        this.proxy = new ProxyCore(node, proxying);
        this.calls = new Calls(node);
        this.agents = new SharedAgents(new UserAgents(node));
        this.methods = new ServerMethods(routesComplete);
        node.dispatcher().add(methods);
        this.workers = workers;
        this.inflight = inflight;
    }

    void start() {
        node.start();
    }

    SipNode node() {
        return node;
    }

    ProxyCore proxy() {
        return proxy;
    }

    Calls calls() {
        return calls;
    }

    SharedAgents agents() {
        return agents;
    }

    ServerMethods methods() {
        return methods;
    }

    ExecutorService workers() {
        return workers;
    }

    Inflight inflight() {
        return inflight;
    }

    @Override
    public void close() {
        node.close();
    }
}
