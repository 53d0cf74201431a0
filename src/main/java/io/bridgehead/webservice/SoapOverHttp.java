package io.bridgehead.webservice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;

/** SOAP as Camel's HTTP components carry it: requests of ours and their answers, responses of ours. */
final class SoapOverHttp {

    /** Header: a {@link io.bridgehead.identity.SignedIdentity} token. */
    static final String IDENTITY = "Bridgehead-Identity";
    /** Header: HTTP Basic, RFC 7617. */
    static final String AUTHORIZATION = "Authorization";

    private SoapOverHttp() {
    }

    static void request(Exchange exchange, SoapVersion version, String identity, byte[] envelope) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, version.contentType());
        message.setHeader(IDENTITY, identity);
        if (version == SoapVersion.SOAP_1_1) {
            // SOAP 1.1, section 6.1.1 wants the header; nothing is decided by it.
            message.setHeader("SOAPAction", "\"\"");
        }
        message.setBody(envelope);
    }

    /** Makes the exchange's message the response, and leaves nothing of the request in it. */
    static void respond(Exchange exchange, int status, SoapVersion version, byte[] envelope) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, version.contentType());
        // Camel sends a buffer in one piece and with its length, an array as a stream.
        message.setBody(ByteBuffer.wrap(envelope));
    }

    static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    /** Reads the answer, but never more of it than a message may have. */
    static SoapMessage answer(Exchange exchange) throws SoapException, IOException {
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            return SoapReader.read(in == null ? new byte[0] : in.readNBytes(SoapReader.MAX_BYTES + 1));
        }
    }
}
