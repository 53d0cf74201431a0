package io.bridgehead.webservice;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferenceBusyException;
import io.bridgehead.conference.ConferenceException;
import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Turns what went wrong in a web service's route into the fault its caller gets. */
@Named("webServiceFaults")
@Singleton
@RegisterForReflection(targets = { WebServiceFaults.class, Exception.class }, fields = false)
public class WebServiceFaults {

    private static final Logger LOG = Logger.getLogger(WebServiceFaults.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final WebServiceLog log;

    @Inject
    public WebServiceFaults(WebServiceLog log) {
        this.log = log;
    }

    /** Makes the response out of the exception just caught, and writes it down if the request was. */
    public void answer(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof RequestRefusedException refused) {
            LOG.warnf("A web service request was refused: %s", refused.fault().code());
            respond(exchange, status(failure, refused.fault(), refused.version()), refused.service(), refused.version(),
                    refused.fault());
            return;
        }
        Call call = Call.of(exchange);
        SoapVersion version = call.message().version();
        SoapFault fault = soapFault(failure);
        int status = status(failure, fault, version);
        byte[] envelope = respond(exchange, status, call.service(), version, fault);
        // A caller who proved nothing leaves no trace in the log of what users said.
        if (call.requestRow() != null) {
            log.logAnswer(call, envelope, status);
        } else if (fault.side() == Side.SENDER) {
            LOG.warnf("A web service request was refused: %s", fault.code());
        }
        if (status == UNAUTHORIZED) {
            exchange.getMessage().setHeader("WWW-Authenticate", "Basic realm=\"Bridgehead\", charset=\"UTF-8\"");
        } else if (failure instanceof TooManyAttemptsException held) {
            exchange.getMessage().setHeader("Retry-After", Integer.toString(held.retryAfter()));
        }
    }

    private static byte[] respond(Exchange exchange, int status, String service, SoapVersion version, SoapFault fault) {
        byte[] envelope = SoapWriter.fault(version, Addressing.NONE, service, fault);
        SoapOverHttp.respond(exchange, status, version, envelope);
        return envelope;
    }

    private static int status(Exception failure, SoapFault fault, SoapVersion version) {
        if (failure instanceof CallerRefusedException) {
            return UNAUTHORIZED;
        } else if (failure instanceof TooManyAttemptsException) {
            return SERVICE_UNAVAILABLE;
        }
        // SOAP 1.2 part 2, section 7.5.2.2: 400 for what the sender did; SOAP 1.1, section 6.2: always 500.
        return fault.side() == Side.SENDER && version == SoapVersion.SOAP_1_2 ? BAD_REQUEST : INTERNAL_ERROR;
    }

    static SoapFault soapFault(Exception failure) {
        if (failure instanceof ConferenceException refused) {
            boolean ours = refused instanceof BridgeUnavailableException || refused instanceof ConferenceBusyException;
            return new SoapFault(ours ? Side.RECEIVER : Side.SENDER, refused.code(), refused.sentence(),
                    refused.whatToDo());
        }
        if (failure instanceof CallerRefusedException) {
            return new SoapFault(Side.SENDER, "not-authenticated", "The service does not know who is calling.",
                    "Call with the name and password of an account.");
        }
        if (failure instanceof TooManyAttemptsException held) {
            return new SoapFault(Side.RECEIVER, "too-many-attempts", "There were too many wrong passwords.",
                    "Try again in " + held.retryAfter() + " seconds.");
        }
        if (failure instanceof MessageIdMissingException) {
            return new SoapFault(Side.SENDER, "message-id-missing", "The command has no WS-Addressing MessageID.",
                    "Add a MessageID, and use the same one when sending the command again.");
        }
        LOG.error("A web service request failed", failure);
        return Faults.INTERNAL_ERROR;
    }
}
