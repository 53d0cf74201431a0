package io.bridgehead.sip;

import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Receives the requests of one method that reach the listeners and are for no dialog or user agent of ours. */
public class SipServerConsumer extends DefaultConsumer {

    private final SipEndpoint endpoint;
    private final String method;
    private final SipExchanges exchanges;

    SipServerConsumer(SipEndpoint endpoint, Processor processor, String method) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.method = method;
        this.exchanges = new SipExchanges(endpoint, this);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.getComponent().engine().methods().add(method, exchanges::receive);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.getComponent().ifRunning(engine -> engine.methods().remove(method));
        super.doStop();
    }
}
