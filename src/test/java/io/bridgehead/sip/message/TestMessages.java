package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/** Raw messages for tests. */
public final class TestMessages {
    public static final String SOAP = "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body>"
            + "<createConference>" + "<participant>sip:somebody@example.com</participant>".repeat(6)
            + "</createConference></soap:Body></soap:Envelope>";

    public static final String MESSAGE = """
            MESSAGE sip:conference@example.com SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKnashds8
            Max-Forwards: 70
            To: <sip:conference@example.com>
            From: "Alice" <sip:alice@example.com>;tag=456248
            Call-ID: 843817637684230@998sdasdh09
            CSeq: 1826 MESSAGE
            User-Agent: Test
            Content-Type: application/soap+xml
            Content-Length: %d

            """.formatted(SOAP.length()).replace("\n", "\r\n") + SOAP;

    private TestMessages() {
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lines ended by CRLF, as text blocks have only LF. */
    public static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    public static SipRequest request(String text) {
        return (SipRequest) SipParser.parse(bytes(crlf(text)));
    }

    public static SipRequest message() {
        return (SipRequest) SipParser.parse(bytes(MESSAGE));
    }
}
