package io.bridgehead.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes envelopes in UTF-8 without an XML declaration. */
public final class SoapWriter {

    private SoapWriter() {
    }

    /** An envelope around a body element as {@link SoapMessage#body()} holds it, byte for byte. */
    public static byte[] envelope(SoapVersion version, Addressing addressing, byte[] bodyElement) {
        StringBuilder head = new StringBuilder(512).append("<soap:Envelope xmlns:soap=\"").append(version.namespace())
                .append("\">");
        if (!addressing.equals(Addressing.NONE)) {
            head.append("<soap:Header xmlns:wsa=\"").append(Addressing.NAMESPACE).append("\">");
            header(head, "MessageID", addressing.messageId());
            header(head, "RelatesTo", addressing.relatesTo());
            header(head, "To", addressing.to());
            header(head, "Action", addressing.action());
            head.append("</soap:Header>");
        }
        head.append("<soap:Body>");
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + bodyElement.length + 32);
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bodyElement);
        out.writeBytes("</soap:Body></soap:Envelope>".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A request to the conference service, as SOAP 1.2. The message id is its idempotency key. */
    public static byte[] request(String messageId, ConferenceRequest request) {
        return envelope(SoapVersion.SOAP_1_2, Addressing.message(messageId), CommandXml.write(request));
    }

    /** A report, as SOAP 1.2, with its own message id. */
    public static byte[] report(StatusReport report) {
        return envelope(SoapVersion.SOAP_1_2, Addressing.message(report.messageId()), StatusXml.write(report));
    }

    /** An answer of the conference service. */
    public static byte[] answer(SoapVersion version, Optional<String> requestMessageId, ConferenceAnswer answer) {
        return envelope(version, Addressing.answerTo(requestMessageId), CommandXml.write(answer));
    }

    /** A fault of the conference service, in answer to a request. */
    public static byte[] fault(SoapVersion version, Optional<String> requestMessageId, SoapFault fault) {
        return fault(version, Addressing.answerTo(requestMessageId), CommandXml.NAMESPACE, fault);
    }

    /** A fault with the {@code conferenceFault} of a service as its detail. */
    public static byte[] fault(SoapVersion version, Addressing addressing, String service, SoapFault fault) {
        String detail = new String(new XmlWriter(service, "conferenceFault").element("code", fault.code())
                .element("sentence", fault.sentence()).element("whatToDo", fault.whatToDo()).bytes(),
                StandardCharsets.UTF_8);
        String code = "soap:" + fault.side().word(version);
        String reason = escaped(fault.sentence());
        String ns = "<soap:Fault xmlns:soap=\"" + version.namespace() + "\">";
        String body = version == SoapVersion.SOAP_1_1
                ? ns + "<faultcode>" + code + "</faultcode><faultstring>" + reason + "</faultstring><detail>" + detail
                        + "</detail></soap:Fault>"
                : ns + "<soap:Code><soap:Value>" + code + "</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang=\"en\">"
                        + reason + "</soap:Text></soap:Reason><soap:Detail>" + detail + "</soap:Detail></soap:Fault>";
        return envelope(version, addressing, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void header(StringBuilder out, String name, Optional<String> value) {
        value.ifPresent(v -> out.append("<wsa:").append(name).append('>').append(escaped(v)).append("</wsa:").append(name)
                .append('>'));
    }

    /** For text the reader or we ourselves have made; characters outside XML do not occur in it. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
