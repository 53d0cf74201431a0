package io.bridgehead.webservice;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.cxf.interceptor.Fault;
import org.jboss.logging.Logger;

import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferenceBusyException;
import io.bridgehead.conference.ConferenceException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Turns what went wrong in a web service's route into the fault its caller gets. */
@Named("webServiceFaults")
@Singleton
@RegisterForReflection(targets = { WebServiceFaults.class, Exception.class }, fields = false)
public class WebServiceFaults {

    private static final Logger LOG = Logger.getLogger(WebServiceFaults.class);
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** The fault for the exception just caught; a body that is an exception is sent as a fault. */
    public void answer(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Fault fault = Faults.of(Call.of(exchange).service(), soapFault(failure));
        if (failure instanceof CallerRefusedException) {
            fault.setStatusCode(UNAUTHORIZED);
        }
        if (failure instanceof TooManyAttemptsException held) {
            fault.setStatusCode(SERVICE_UNAVAILABLE);
            Call.of(exchange).heldFor(held.retryAfter());
        }
        exchange.getMessage().setBody(fault);
    }

    static SoapFault soapFault(Exception failure) {
        if (failure instanceof ConferenceException refused) {
            boolean ours = refused instanceof BridgeUnavailableException || refused instanceof ConferenceBusyException;
            return new SoapFault(ours ? Side.RECEIVER : Side.SENDER, refused.code(), refused.getMessage(),
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
