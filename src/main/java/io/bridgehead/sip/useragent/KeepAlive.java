package io.bridgehead.sip.useragent;

import java.time.Duration;
import java.util.concurrent.Future;

import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Flow;

/**
 * Keeps a connection, and the address translations on its way, alive by OPTIONS requests. Unlike CRLFs they are answered over
 * every transport, so a peer that died silently is found out: a connection without answer is closed.
 */
final class KeepAlive {

    private final UserAgent agent;
    private final Flow flow;
    private Future<?> next;
    private boolean stopped;

    KeepAlive(UserAgent agent, Flow flow) {
        this.agent = agent;
        this.flow = flow;
    }

    synchronized void start() {
        Duration interval = agent.config().keepAlive();
        if (!stopped && flow.isOpen()) {
            next = agent.node().schedule(interval, this::ping);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void ping() {
        SipUri server = SipUri.of(null, agent.config().aor().host(), agent.config().aor().port());
        SipRequest options = agent.request(SipMethod.OPTIONS, server);
        agent.node().stack().sendRequest(options, flow, (transaction, response) -> {
            if (response.isProvisional()) {
                return;
            }
            // Any answer of a peer is a sign of life, also a refusal.
            if (response.isSynthesized()) {
                flow.close();
            } else {
                start();
            }
        });
    }
}
