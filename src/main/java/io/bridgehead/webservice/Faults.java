package io.bridgehead.webservice;

import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.interceptor.Fault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;

/** Makes CXF's faults out of ours, with {@code conferenceFault} as their detail. */
final class Faults {

    /** The message is well-formed SOAP, but not what the WSDL says. */
    static final SoapFault INVALID_MESSAGE = new SoapFault(Side.SENDER, "invalid-message",
            "The message is not what the service's WSDL says.", "Compare the message with the WSDL.");
    /** The operation is of a version of the WSDL that is not spoken here. */
    static final SoapFault OTHER_VERSION = new SoapFault(Side.SENDER, "unsupported-version",
            "The service speaks another version of its WSDL.", "Use the namespace of the WSDL the service publishes.");
    /** Something is broken on our side. */
    static final SoapFault INTERNAL_ERROR = new SoapFault(Side.RECEIVER, "internal-error",
            "The service could not do this now.", "Send the same message again in a minute.");
    /** The gateway cannot reach the conference service. */
    static final SoapFault SERVICE_UNAVAILABLE = new SoapFault(Side.RECEIVER, "conference-service-unavailable",
            "The conference service is unavailable.", "Send the same message again in a minute.");

    private static final int MAX_NAME = 40;

    private Faults() {
    }

    /** The WSDL has no such operation. Of the name only what can do no harm on a screen is repeated. */
    static SoapFault unknownOperation(String name) {
        String shown = name.substring(0, Math.min(name.length(), MAX_NAME)).replaceAll("[^A-Za-z0-9._-]", "?");
        return new SoapFault(Side.SENDER, "unknown-operation", "The service has no operation \"" + shown + "\".",
                "Use an operation of the service's WSDL, in its namespace.");
    }

    /** A fault to be thrown; the namespace is that of the service's WSDL. */
    static Fault of(String namespace, SoapFault fault) {
        // A throwable of its own, so that nothing of an inner failure is shown to a caller.
        return fill(new Fault(new IllegalStateException(fault.code())), namespace, fault);
    }

    /** Replaces what a fault says. */
    static Fault fill(Fault target, String namespace, SoapFault fault) {
        target.setMessage(fault.sentence());
        target.setFaultCode(fault.side() == Side.SENDER ? Fault.FAULT_CODE_CLIENT : Fault.FAULT_CODE_SERVER);
        target.setDetail(detail(namespace, fault));
        return target;
    }

    /** The code of a fault that {@link #fill} was given. */
    static String code(Fault fault) {
        Node code = fault.getDetail().getElementsByTagNameNS("*", "code").item(0);
        return code == null ? "untyped" : code.getTextContent();
    }

    private static Element detail(String namespace, SoapFault fault) {
        Document document = DOMUtils.createDocument();
        Element detail = document.createElement("detail");
        Element typed = document.createElementNS(namespace, "conferenceFault");
        append(typed, "code", fault.code());
        append(typed, "sentence", fault.sentence());
        append(typed, "whatToDo", fault.whatToDo());
        detail.appendChild(typed);
        return detail;
    }

    private static void append(Element parent, String name, String text) {
        Element child = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
        child.setTextContent(text);
        parent.appendChild(child);
    }
}
