package io.bridgehead.im.route;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

import io.bridgehead.im.MessageIntake;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.message.SipRequest;

/** Takes the steps of a message that nobody sent, to have them compiled before somebody does. It leaves no trace in the log. */
public final class Rehearsal implements AutoCloseable {

    /** A row that there never is: what is noted of it changes nothing. */
    private static final long NO_ROW = -1;

    private final CamelContext camel;
    private final MessageSubject subject;
    private final ProducerTemplate template;

    public Rehearsal(CamelContext camel, MessageSubject subject) {
        this.camel = camel;
        this.subject = subject;
        this.template = camel.createProducerTemplate();
    }

    /** Relays a request as if it had been logged; blocks until the target has answered. Gives the status. */
    public int relay(SipRequest request, String sender, String receiver, RelayTarget target) {
        LogEntry entry = subject.describe(MessageIntake.entry(request, sender, receiver), request);
        Exchange exchange = new DefaultExchange(camel);
        SipMessage.replay(exchange, request);
        exchange.setVariable(SipExchange.SENDER, entry.sender());
        exchange.setVariable(SipExchange.RECEIVER, entry.receiver());
        exchange.setVariable(SipExchange.LOG_ID, NO_ROW);
        exchange.setVariable(SipExchange.AWAY, false);
        exchange.getIn().setHeader(SipConstants.TARGETS, List.of(target));
        template.send("direct:relay-message", exchange);
        return exchange.getMessage().getHeader(SipConstants.RESPONSE_CODE, 0, Integer.class);
    }

    @Override
    public void close() {
        template.stop();
    }
}
