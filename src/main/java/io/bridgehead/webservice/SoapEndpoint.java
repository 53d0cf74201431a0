package io.bridgehead.webservice;

import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.Wsdl;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.net.SocketAddress;

/** One web service at its place in HTTP: from a request to a {@link Call}, and from an answer to a response. */
@RegisterForReflection(fields = false)
public class SoapEndpoint {

    private static final int OK = 200;

    private final Wsdl wsdl;
    private final WebServiceLog log;

    SoapEndpoint(Wsdl wsdl, WebServiceLog log) {
        this.wsdl = wsdl;
        this.log = log;
    }

    /**
     * Makes a {@link Call} out of the request and leaves nothing else of it. The body's element alone says what is wanted: an
     * action in either place where SOAP has one is not even looked at, nor is the media type.
     *
     * @throws RequestRefusedException if it is no SOAP that anybody should read, or not what the WSDL says
     */
    public void read(Exchange exchange) {
        Message in = exchange.getMessage();
        byte[] body = in.getBody(byte[].class);
        byte[] envelope = body == null ? new byte[0] : body;
        SoapMessage soap = accepted(envelope);
        exchange.setVariable(Call.VARIABLE, new Call(wsdl.namespace(), soap, envelope, header(in, SoapOverHttp.IDENTITY),
                header(in, SoapOverHttp.AUTHORIZATION), peer(in)));
        in.removeHeaders("*");
        in.setBody(null);
    }

    /** Makes the response out of the body, the element of the answer, and writes it down. */
    public void answer(Exchange exchange) {
        Call call = Call.of(exchange);
        SoapVersion version = call.message().version();
        byte[] envelope = SoapWriter.envelope(version, Addressing.NONE, exchange.getMessage().getBody(byte[].class));
        log.logAnswer(call, envelope, OK);
        SoapOverHttp.respond(exchange, OK, version, envelope);
    }

    /** Answers with the WSDL, which names the address it was asked for as the service's. */
    public void publish(Exchange exchange) {
        String url = exchange.getMessage().getHeader(Exchange.HTTP_URL, "", String.class);
        int query = url.indexOf('?');
        SoapOverHttp.respond(exchange, OK, SoapVersion.SOAP_1_1,
                wsdl.publishedAt(query < 0 ? url : url.substring(0, query)));
    }

    private SoapMessage accepted(byte[] envelope) {
        SoapMessage soap;
        try {
            soap = SoapReader.read(envelope);
        } catch (SoapException e) {
            throw new RequestRefusedException(wsdl.namespace(), SoapVersion.SOAP_1_2, SoapFault.of(e));
        }
        if (!wsdl.hasOperation(soap.operation())) {
            throw new RequestRefusedException(wsdl.namespace(), soap.version(),
                    otherVersion(soap.operation().getNamespaceURI()) ? Faults.otherVersion(wsdl.namespace())
                            : Faults.unknownOperation(soap.operation().getLocalPart()));
        }
        Optional<String> objection = wsdl.objection(soap);
        if (objection.isPresent()) {
            throw new RequestRefusedException(wsdl.namespace(), soap.version(), Faults.invalidMessage(objection.get()));
        }
        return soap;
    }

    /** Namespaces end in the version, as {@code urn:bridgehead:conference:1}. */
    private boolean otherVersion(String used) {
        String service = wsdl.namespace().substring(0, wsdl.namespace().lastIndexOf(':') + 1);
        return used.startsWith(service) && !used.equals(wsdl.namespace());
    }

    private static String header(Message message, String name) {
        // Twice the same header is nobody's honest request: neither value counts.
        return message.getHeader(name) instanceof String value ? value : null;
    }

    private static String peer(Message message) {
        return message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS) instanceof SocketAddress remote
                ? remote.hostAddress()
                : null;
    }
}
