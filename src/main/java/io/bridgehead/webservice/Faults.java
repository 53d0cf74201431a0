package io.bridgehead.webservice;

import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;

/** Faults of the web services that are no refusals of the core. */
final class Faults {

    /** Something is broken on our side. */
    static final SoapFault INTERNAL_ERROR = new SoapFault(Side.RECEIVER, "internal-error",
            "The service could not do this now.", "Send the same message again in a minute.");
    /** The gateway cannot reach the conference service. */
    static final SoapFault SERVICE_UNAVAILABLE = new SoapFault(Side.RECEIVER, "conference-service-unavailable",
            "The conference service is unavailable.", "Send the same message again in a minute.");

    private static final int MAX_NAME = 40;

    private Faults() {
    }

    /** The message is well-formed SOAP, but not what the WSDL says; what is wrong stands in the validator's words. */
    static SoapFault invalidMessage(String objection) {
        return new SoapFault(Side.SENDER, "invalid-message", "The message is not what the service's WSDL says.",
                "Compare the message with the WSDL: " + objection);
    }

    /** The operation is of a version of the WSDL that is not spoken here; this namespace is. */
    static SoapFault otherVersion(String namespace) {
        return new SoapFault(Side.SENDER, "unsupported-version", "The service speaks another version of its WSDL.",
                "Use the namespace of the WSDL the service publishes: " + namespace + ".");
    }

    /** The WSDL has no such operation. Of the name only what can do no harm on a screen is repeated. */
    static SoapFault unknownOperation(String name) {
        String shown = name.substring(0, Math.min(name.length(), MAX_NAME)).replaceAll("[^A-Za-z0-9._-]", "?");
        return new SoapFault(Side.SENDER, "unknown-operation", "The service has no operation \"" + shown + "\".",
                "Use an operation of the service's WSDL, in its namespace.");
    }
}
