package io.bridgehead.webservice;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The gateway's side of a call of the conference web service. The body element goes through as it was sent, in both directions;
 * the envelope around it is the gateway's own.
 */
@Named("conferenceServiceCall")
@Singleton
@RegisterForReflection(targets = { ConferenceServiceCall.class, IOException.class }, fields = false)
public class ConferenceServiceCall {

    /** Variable read: the address {@code user@domain} of who sent the MESSAGE. */
    static final String SENDER = "sender";

    private static final Logger LOG = Logger.getLogger(ConferenceServiceCall.class);
    private static final String REQUEST = "soapRequest";
    private static final int UNAUTHORIZED = 401;

    private final RoleIdentity identity;

    @Inject
    public ConferenceServiceCall(RoleIdentity identity) {
        this.identity = identity;
    }

    /** Makes the HTTP request out of the body, a {@link SoapMessage}, in the name of the sender. */
    public void prepare(Exchange exchange) {
        SoapMessage request = exchange.getMessage().getBody(SoapMessage.class);
        String messageId = request.messageId().orElse("");
        byte[] envelope = SoapWriter.envelope(request.version(),
                request.messageId().map(Addressing::message).orElse(Addressing.NONE), request.body());
        exchange.setVariable(REQUEST, request);
        SoapOverHttp.request(exchange, request.version(),
                identity.sign(exchange.getVariable(SENDER, String.class), messageId, envelope), envelope);
    }

    /** Makes the message to the sender out of the service's answer or fault. */
    public void takeAnswer(Exchange exchange) throws IOException {
        if (SoapOverHttp.status(exchange) == UNAUTHORIZED) {
            LOG.error("The conference service does not accept the gateway's signature; do both have the same key and time?");
            unavailable(exchange);
            return;
        }
        try {
            SoapMessage answer = SoapOverHttp.answer(exchange);
            toSender(exchange, answer.version(), conferenceOf(answer),
                    SoapWriter.envelope(answer.version(), Addressing.answerTo(request(exchange).messageId()), answer.body()));
        } catch (SoapException e) {
            LOG.errorf("The conference service answered %d with something else than SOAP: %s",
                    SoapOverHttp.status(exchange), e.getMessage());
            unavailable(exchange);
        }
    }

    /** Makes the message to the sender out of the failure just caught: the service could not be reached. */
    public void unreachable(Exchange exchange) {
        LOG.warnf("The conference service cannot be reached: %s",
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        unavailable(exchange);
    }

    private static void unavailable(Exchange exchange) {
        SoapMessage request = request(exchange);
        toSender(exchange, request.version(), Optional.empty(),
                SoapWriter.fault(request.version(), request.messageId(), Faults.SERVICE_UNAVAILABLE));
    }

    private static Optional<String> conferenceOf(SoapMessage answer) throws SoapException {
        return CommandXml.isAnswer(answer) && !CommandXml.isList(answer)
                ? Optional.of(CommandXml.readAnswer(answer).conferenceId())
                : Optional.empty();
    }

    private static SoapMessage request(Exchange exchange) {
        return exchange.getVariable(REQUEST, SoapMessage.class);
    }

    private static void toSender(Exchange exchange, SoapVersion version, Optional<String> conferenceId,
            byte[] envelope) {
        OutgoingMessage.set(exchange, exchange.getVariable(SENDER, String.class), version, conferenceId.orElse(null),
                envelope);
    }
}
