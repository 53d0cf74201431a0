package io.bridgehead.webservice;

import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;

/** Requests and answers of Camel's HTTP component that are SOAP. */
final class SoapOverHttp {

    private SoapOverHttp() {
    }

    static void request(Exchange exchange, SoapVersion version, String identity, byte[] envelope) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, version.contentType());
        message.setHeader(Headers.IDENTITY, identity);
        if (version == SoapVersion.SOAP_1_1) {
            // SOAP 1.1, section 6.1.1 wants the header; nothing is decided by it.
            message.setHeader("SOAPAction", "\"\"");
        }
        message.setBody(envelope);
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
