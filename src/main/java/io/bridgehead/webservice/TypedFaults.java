package io.bridgehead.webservice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jboss.logging.Logger;

/**
 * The last word on every fault: those that CXF made itself, as for a message the schema does not allow, get a typed detail and
 * lose their text, which may quote the message or name our classes.
 */
final class TypedFaults extends AbstractPhaseInterceptor<Message> {

    private static final Logger LOG = Logger.getLogger(TypedFaults.class);
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final String namespace;

    TypedFaults(String namespace) {
        super(Phase.PRE_LOGICAL);
        this.namespace = namespace;
    }

    @Override
    public void handleMessage(Message message) {
        if (message.getContent(Exception.class) instanceof Fault fault) {
            boolean sender = Fault.FAULT_CODE_CLIENT.equals(fault.getFaultCode()) || isSoapSender(fault);
            if (fault.getDetail() == null) {
                if (!sender) {
                    LOG.error("A web service request failed", fault.getCause());
                }
                Faults.fill(fault, namespace, sender ? Faults.INVALID_MESSAGE : Faults.INTERNAL_ERROR);
            }
            if (sender && Call.of(message).map(Call::requestRow).isEmpty()) {
                // Refused before it was known who sent it, so it is not in the message log.
                LOG.warnf("A web service request was refused: %s", Faults.code(fault));
            }
            if (fault.getStatusCode() == UNAUTHORIZED) {
                header(message, Headers.WWW_AUTHENTICATE, "Basic realm=\"Bridgehead\", charset=\"UTF-8\"");
            } else if (fault.getStatusCode() == SERVICE_UNAVAILABLE) {
                header(message, Headers.RETRY_AFTER, Integer.toString(Call.of(message).map(Call::retryAfter).orElse(1)));
            } else {
                // SOAP 1.2 part 2, section 7.5.2.2: 400 for what the sender did; SOAP 1.1, section 6.2: always 500.
                boolean old = message instanceof SoapMessage soap && soap.getVersion() instanceof Soap11;
                fault.setStatusCode(sender && !old ? 400 : 500);
            }
        }
    }

    private static void header(Message message, String name, String value) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(name, List.of(value));
        message.put(Message.PROTOCOL_HEADERS, headers);
    }

    private static boolean isSoapSender(Fault fault) {
        String code = fault.getFaultCode() == null ? "" : fault.getFaultCode().getLocalPart();
        return code.equals("Sender") || code.equals("Client") || code.equals("VersionMismatch")
                || code.equals("MustUnderstand");
    }
}
