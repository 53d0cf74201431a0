package io.bridgehead.gateway;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.identity.InvalidIdentityException;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.sip.BadRequestException;
import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.MessageTooLargeException;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.UnsupportedMediaTypeException;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapReader;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Checks who a MESSAGE to the gateway is from and takes the SOAP out of it. */
@ApplicationScoped
@Named("soapExtraction")
@RegisterForReflection
public class SoapExtraction {

    private static final Logger LOG = Logger.getLogger(SoapExtraction.class);
    private static final String IDENTITY = SipConstants.HEADER_PREFIX + "Bridgehead-Identity";

    private final SignedIdentity identity;

    SoapExtraction(SignedIdentity identity) {
        this.identity = identity;
    }

    /**
     * Puts the sender's address of record, as the IM server signed it, into the variable {@code sender}.
     *
     * @throws ForbiddenException 403 if the message did not come through the IM server
     */
    public void verifySender(Exchange exchange) {
        String token = exchange.getIn().getHeader(IDENTITY, String.class);
        String callId = exchange.getIn().getHeader(SipConstants.CALL_ID, String.class);
        try {
            exchange.setVariable("sender",
                    identity.verify(token, "call-id:" + callId, exchange.getIn().getBody(byte[].class), Instant.now()));
        } catch (InvalidIdentityException e) {
            LOG.warnf("MESSAGE to the gateway refused: its signed identity is %s", e.reason());
            throw new ForbiddenException("Not signed by the IM server");
        }
    }

    /**
     * Puts the {@link io.bridgehead.soap.SoapMessage} into the body.
     *
     * @throws UnsupportedMediaTypeException 415 if the body claims to be something else
     * @throws BadRequestException 400 if it is no SOAP, or SOAP that nobody should read
     */
    public void extract(Exchange exchange) {
        String type = exchange.getIn().getHeader(SipConstants.CONTENT_TYPE, "", String.class);
        if (!type.startsWith("application/soap+xml") && !type.startsWith("text/xml")) {
            throw (UnsupportedMediaTypeException) new UnsupportedMediaTypeException("Send SOAP")
                    .with("Accept", "application/soap+xml, text/xml");
        }
        try {
            exchange.getIn().setBody(SoapReader.read(exchange.getIn().getBody(byte[].class)));
        } catch (SoapException e) {
            if (e.code() == SoapException.Code.TOO_LARGE) {
                throw new MessageTooLargeException();
            }
            throw new BadRequestException(e.getMessage());
        }
    }
}
