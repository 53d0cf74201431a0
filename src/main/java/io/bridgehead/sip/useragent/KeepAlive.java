package io.bridgehead.sip.useragent;

import java.time.Duration;
import java.util.concurrent.Future;

import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transport.Flow;

/**
 * Keeps a connection, and the address translations on its way, alive by OPTIONS requests. Unlike CRLFs they are answered over
 * every transport, so a peer that died silently is found out: a connection without answer is closed. And the answers tell from
 * where we seem to come (RFC 3581): if that changes, the server's way to us is another one now, and it must be told.
 */
final class KeepAlive {

    private final UserAgent agent;
    private final Flow flow;
    private final Runnable moved;
    private Future<?> next;
    private String seenFrom;
    private boolean stopped;

    /** @param moved what to do when the server sees us come from elsewhere than before */
    KeepAlive(UserAgent agent, Flow flow, Runnable moved) {
        this.agent = agent;
        this.flow = flow;
        this.moved = moved;
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
                return;
            }
            start();
            if (!isSeenFromWhereItWas(response)) {
                moved.run();
            }
        });
    }

    /** Notes from where the server sees us, as its answer tells; false if it was elsewhere before. */
    synchronized boolean isSeenFromWhereItWas(SipResponse response) {
        Via via = response.topVia();
        if (via == null || via.rport() < 0) {
            return true; // a server that does not tell
        }
        String before = seenFrom;
        seenFrom = (via.received() == null ? via.host() : via.received()) + ' ' + via.rport();
        return before == null || before.equals(seenFrom);
    }
}
