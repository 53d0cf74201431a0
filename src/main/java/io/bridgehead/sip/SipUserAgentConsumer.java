package io.bridgehead.sip;

import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Registers a user, keeps the registration alive, and receives the requests addressed to it. */
public class SipUserAgentConsumer extends DefaultConsumer {

    private final SipEndpoint endpoint;
    private final SipExchanges exchanges;
    private SharedAgents.Shared shared;

    SipUserAgentConsumer(SipEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.exchanges = new SipExchanges(endpoint, this);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shared = endpoint.getComponent().engine().agents().acquire(endpoint.userAgentConfig());
        shared.consumer(exchanges::receive);
        if (endpoint.getConfiguration().isRegister()) {
            shared.agent().register();
        }
    }

    /** Whether the server knows us now. */
    public boolean isRegistered() {
        SharedAgents.Shared current = shared;
        return current != null && current.agent().isRegistered();
    }

    @Override
    protected void doStop() throws Exception {
        if (shared != null) {
            shared.consumer(null);
            // Joined so that the server is told before the component's connections close; bounded by the user agent.
            SharedAgents.Shared stopping = shared;
            shared = null;
            endpoint.getComponent().ifRunning(engine -> engine.agents().release(stopping).join());
        }
        super.doStop();
    }
}
