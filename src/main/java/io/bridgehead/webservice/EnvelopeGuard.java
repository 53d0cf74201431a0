package io.bridgehead.webservice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.xml.namespace.QName;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapWriter;

/**
 * Stands before everything else of an endpoint: what {@link SoapReader} refuses goes no further, and what it accepts is written
 * anew for CXF, so that no second parser can understand a message differently.
 */
final class EnvelopeGuard extends AbstractPhaseInterceptor<Message> {

    private final String namespace;

    EnvelopeGuard(String namespace) {
        super(Phase.RECEIVE);
        this.namespace = namespace;
        addBefore(AttachmentInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        InputStream in = message.getContent(InputStream.class);
        if (in == null || "GET".equals(message.get(Message.HTTP_REQUEST_METHOD))) {
            // ?wsdl has no body to guard.
            return;
        }
        try {
            byte[] envelope = in.readNBytes(SoapReader.MAX_BYTES + 1);
            SoapMessage soap = SoapReader.read(envelope);
            if (!operations(message).contains(soap.operation())) {
                throw Faults.of(namespace, otherVersion(soap.operation().getNamespaceURI()) ? Faults.OTHER_VERSION
                        : Faults.unknownOperation(soap.operation().getLocalPart()));
            }
            message.getExchange().put(Call.class, new Call(namespace, soap, envelope, header(message, Headers.IDENTITY),
                    header(message, Headers.AUTHORIZATION), peer(message)));
            message.setContent(InputStream.class,
                    new ByteArrayInputStream(SoapWriter.envelope(soap.version(), soap.addressing(), soap.body())));
            message.put(Message.ENCODING, StandardCharsets.UTF_8.name());
            // The body's element alone says what is wanted: an action in either place where SOAP has one is not even looked at.
            message.put(Message.CONTENT_TYPE, soap.version().contentType());
            headers(message).remove(SoapBindingConstants.SOAP_ACTION);
        } catch (SoapException e) {
            throw Faults.of(namespace, SoapFault.of(e));
        } catch (IOException e) {
            throw new Fault(e);
        }
    }

    /** What the WSDL has: a wrapped body's element is named as its operation, in the namespace of the service. */
    private Set<QName> operations(Message message) {
        return message.getExchange().getEndpoint().getEndpointInfo().getBinding().getOperations().stream()
                .map(operation -> new QName(namespace, operation.getName().getLocalPart())).collect(Collectors.toSet());
    }

    /** Namespaces end in the version, as {@code urn:bridgehead:conference:1}. */
    private boolean otherVersion(String used) {
        String service = namespace.substring(0, namespace.lastIndexOf(':') + 1);
        return used.startsWith(service) && !used.equals(namespace);
    }

    private static String peer(Message message) {
        return message.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof HttpServletRequest request ? request.getRemoteAddr()
                : null;
    }

    private static String header(Message message, String name) {
        // Twice the same header is nobody's honest request: neither value counts.
        List<String> values = headers(message).getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    /** The HTTP headers; CXF's map ignores the case of names. */
    private static Map<String, List<String>> headers(Message message) {
        return CastUtils.cast((Map<?, ?>) message.get(Message.PROTOCOL_HEADERS));
    }
}
