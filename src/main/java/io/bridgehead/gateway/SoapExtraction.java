package io.bridgehead.gateway;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jboss.logging.Logger;

import io.bridgehead.identity.InvalidIdentityException;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.sip.BadRequestException;
import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.MessageTooLargeException;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.UnsupportedMediaTypeException;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.TransportAddress;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapReader;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Checks who a MESSAGE to the gateway is from and takes the SOAP out of it. */
@ApplicationScoped
@Named("soapExtraction")
@RegisterForReflection
public class SoapExtraction {

    private static final Logger LOG = Logger.getLogger(SoapExtraction.class);
    private static final String ASSERTED_IDENTITY = SipConstants.HEADER_PREFIX + "P-Asserted-Identity";
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
     * Puts the sender's address of record into the variable {@code sender}, as an IM server of another make names it in
     * P-Asserted-Identity (RFC 3325). Believed only on the connection that we have opened to that server.
     *
     * @param imServer {@code tcp://host:port}, where the gateway is registered
     * @throws ForbiddenException 403 if the message came another way or names nobody
     */
    public void believeImServer(Exchange exchange, String imServer) {
        Message in = exchange.getIn();
        boolean connection = !"UDP".equals(in.getHeader(SipConstants.TRANSPORT, String.class));
        if (!connection || !isServer(imServer, in.getHeader(SipConstants.REMOTE_ADDRESS, String.class))) {
            LOG.warn("MESSAGE to the gateway refused: it did not come by the connection to the IM server");
            throw new ForbiddenException("Not from the IM server");
        }
        try {
            SipUri sender = NameAddr.parse(in.getHeader(ASSERTED_IDENTITY, "", String.class)).uri();
            exchange.setVariable("sender", sender.user() + "@" + sender.host().toLowerCase(Locale.ROOT));
        } catch (SipParseException e) {
            LOG.warn("MESSAGE to the gateway refused: the IM server names no sender in P-Asserted-Identity");
            throw new ForbiddenException("The IM server names no sender");
        }
    }

    private static boolean isServer(String imServer, String remote) {
        Destination server = TransportAddress.parse(imServer).destination();
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        return !address.isUnresolved() && remote.equals(SipMessage.address(address));
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
