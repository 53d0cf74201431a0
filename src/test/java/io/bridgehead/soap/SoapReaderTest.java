package io.bridgehead.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

class SoapReaderTest {

    private static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";

    @Test
    @Feature("A087")
    void readsVersionOperationAndMessageId() throws SoapException {
        SoapMessage message = read("<s:Envelope xmlns:s='" + SOAP12 + "' xmlns:w='" + Addressing.NAMESPACE
                + "'><s:Header><w:MessageID> urn:uuid:1 </w:MessageID><w:Action>evil</w:Action></s:Header>"
                + "<s:Body><createConference xmlns='urn:bridgehead:conference:1'/></s:Body></s:Envelope>");

        assertThat(message.version()).isEqualTo(SoapVersion.SOAP_1_2);
        assertThat(message.operation()).isEqualTo(new QName("urn:bridgehead:conference:1", "createConference"));
        assertThat(message.messageId()).contains("urn:uuid:1");
        assertThat(message.addressing().action()).contains("evil");
        assertThat(message.relatesTo()).isEmpty();
    }

    @Test
    void readsSoap11WithoutHeader() throws SoapException {
        SoapMessage message = read(
                "<?xml version='1.0' encoding='utf-8'?>\n<s:Envelope xmlns:s='" + SOAP11
                        + "'><s:Body><a/></s:Body></s:Envelope>\n");

        assertThat(message.version()).isEqualTo(SoapVersion.SOAP_1_1);
        assertThat(message.messageId()).isEmpty();
        assertThat(new String(message.body(), UTF_8)).isEqualTo("<a/>");
    }

    @Test
    @Feature("A089")
    void cutsTheBodyChildOutExactlyAsSent() throws SoapException {
        String child = "<c:x  a = \"1\"\n><!-- kept --><c:y><![CDATA[ <&> ]]>&#x42;ä€😀</c:y >\r\n</c:x>";

        SoapMessage message = read("<s:Envelope xmlns:s='" + SOAP11 + "'><s:Body>\n <!-- not --> "
                + child.replace("<c:x", "<c:x xmlns:c='urn:c'") + "\n</s:Body></s:Envelope>");

        assertThat(new String(message.body(), UTF_8)).isEqualTo(child.replace("<c:x", "<c:x xmlns:c='urn:c'"));
    }

    @Test
    void addsTheDeclarationsTheBodyChildReliesOn() throws SoapException {
        SoapMessage message = read("<s:Envelope xmlns:s='" + SOAP11
                + "' xmlns='urn:default' xmlns:v='urn:in-values' xmlns:unused='urn:u' xmlns:over='urn:outer'>"
                + "<s:Body xmlns:b='urn:b?a=1&amp;b=2'><b:x xmlns:over='urn:inner' t='v:type'><over:y/><z/></b:x></s:Body></s:Envelope>");

        assertThat(new String(message.body(), UTF_8)).isEqualTo(
                "<b:x xmlns=\"urn:default\" xmlns:v=\"urn:in-values\" xmlns:b=\"urn:b?a=1&amp;b=2\" xmlns:over='urn:inner' t='v:type'>"
                        + "<over:y/><z/></b:x>");
        assertThat(message.operation()).isEqualTo(new QName("urn:b?a=1&b=2", "x"));
        assertThat(XmlNode.parse(message.body()).name()).isEqualTo(message.operation());
    }

    @Test
    void readsUtf16WithByteOrderMarkAndUtf8WithOne() throws SoapException {
        String text = "<s:Envelope xmlns:s='" + SOAP12 + "'><s:Body><a>ä😀</a></s:Body></s:Envelope>";
        byte[] expected = "<a>ä😀</a>".getBytes(UTF_8);

        assertThat(SoapReader.read(("\uFEFF" + text).getBytes(UTF_8)).body()).isEqualTo(expected);
        assertThat(SoapReader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)).body()).isEqualTo(expected);
        assertThat(SoapReader.read(("\uFEFF<?xml version='1.0' encoding='UTF-16'?>" + text)
                .getBytes(StandardCharsets.UTF_16LE)).body()).isEqualTo(expected);
    }

    @Test
    void dropsHeadersNobodyAskedToUnderstand() throws SoapException {
        SoapMessage message = read("<s:Envelope xmlns:s='" + SOAP12
                + "'><s:Header><x xmlns='urn:x' s:mustUnderstand='0'><deep><deeper/>text</deep></x></s:Header>"
                + "<s:Body><a/></s:Body></s:Envelope>");

        assertThat(message.addressing()).isEqualTo(Addressing.NONE);
    }

    @Test
    @Feature("A089")
    void anEnvelopeRebuiltAroundTheBodyReadsTheSame() throws SoapException {
        SoapMessage first = read("<s:Envelope xmlns:s='" + SOAP12 + "' xmlns:c='urn:c' xmlns:w='" + Addressing.NAMESPACE
                + "'><s:Header><w:MessageID>m&amp;1</w:MessageID></s:Header><s:Body><c:a>x</c:a></s:Body></s:Envelope>");

        SoapMessage second = SoapReader
                .read(SoapWriter.envelope(first.version(), first.addressing(), first.body()));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.addressing()).isEqualTo(first.addressing());
        assertThat(second.operation()).isEqualTo(first.operation());
    }

    private static SoapMessage read(String text) throws SoapException {
        return SoapReader.read(text.getBytes(UTF_8));
    }
}
