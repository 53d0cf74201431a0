package io.bridgehead.soap;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.bridgehead.soap.SoapException.Code;
import io.bridgehead.test.Threat;

/** Bombs, external entities, encodings, depth, wrapping: read completely or refused, at once. */
@Threat({ 10, 11 })
class HostileSoapTest {

    private static final String NS = "http://www.w3.org/2003/05/soap-envelope";
    private static final String OPEN = "<s:Envelope xmlns:s='" + NS + "' xmlns:w='" + Addressing.NAMESPACE + "'>";
    private static final String CLOSE = "</s:Envelope>";
    private static final String GOOD = OPEN
            + "<s:Header><w:MessageID>urn:uuid:1</w:MessageID></s:Header><s:Body><a xmlns='urn:a' b='c'><d>e&amp;</d></a></s:Body>"
            + CLOSE;
    private static final Duration LIMIT = Duration.ofMillis(50);

    @BeforeAll
    static void warmUp() throws SoapException {
        for (int i = 0; i < 200; i++) {
            SoapReader.read(GOOD.getBytes(UTF_8));
        }
    }

    static Stream<Arguments> refused() {
        String body = "<s:Body><a/></s:Body>";
        return Stream.of(
                text("empty", Code.NOT_WELL_FORMED, ""),
                text("plain text", Code.NOT_WELL_FORMED, "createConference"),
                text("other XML", Code.NOT_SOAP, "<html/>"),
                text("envelope without namespace", Code.UNKNOWN_VERSION, "<Envelope><Body><a/></Body></Envelope>"),
                text("future version", Code.UNKNOWN_VERSION,
                        "<s:Envelope xmlns:s='http://www.w3.org/2039/soap'><s:Body><a/></s:Body></s:Envelope>"),
                text("no body", Code.NOT_SOAP, OPEN + CLOSE),
                text("header only", Code.NOT_SOAP, OPEN + "<s:Header/>" + CLOSE),
                text("empty body", Code.NOT_ONE_BODY_CHILD, OPEN + "<s:Body/>" + CLOSE),
                text("two body children", Code.NOT_ONE_BODY_CHILD, OPEN + "<s:Body><a/><b/></s:Body>" + CLOSE),
                text("two bodies", Code.NOT_SOAP, OPEN + body + body + CLOSE),
                text("header after body", Code.NOT_SOAP, OPEN + body + "<s:Header/>" + CLOSE),
                text("two headers", Code.NOT_SOAP, OPEN + "<s:Header/><s:Header/>" + body + CLOSE),
                text("body of another version", Code.NOT_SOAP,
                        OPEN + "<x:Body xmlns:x='http://schemas.xmlsoap.org/soap/envelope/'><a/></x:Body>" + CLOSE),
                text("text in the body", Code.NOT_SOAP, OPEN + "<s:Body>x<a/></s:Body>" + CLOSE),
                text("trailing element", Code.NOT_SOAP, OPEN + body + "<x/>" + CLOSE),
                text("two roots", Code.NOT_WELL_FORMED, GOOD + GOOD),
                text("doctype", Code.DOCTYPE, "<!DOCTYPE x>" + GOOD),
                text("billion laughs", Code.DOCTYPE,
                        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + GOOD),
                text("undeclared entity", Code.NOT_WELL_FORMED, OPEN + "<s:Body><a>&xxe;</a></s:Body>" + CLOSE),
                text("undeclared entity in an attribute", Code.NOT_WELL_FORMED,
                        OPEN + "<s:Body><a b='&xxe;'/></s:Body>" + CLOSE),
                text("stylesheet", Code.PROCESSING_INSTRUCTION, "<?xml-stylesheet href='http://127.0.0.1/'?>" + GOOD),
                text("processing instruction in the body", Code.PROCESSING_INSTRUCTION,
                        OPEN + "<s:Body><a><?php x?></a></s:Body>" + CLOSE),
                text("too deep", Code.TOO_DEEP,
                        OPEN + "<s:Body>" + "<a>".repeat(31) + "</a>".repeat(31) + "</s:Body>" + CLOSE),
                text("never closed", Code.TOO_DEEP, OPEN + "<s:Body>" + "<a>".repeat(10_000)),
                text("too many elements", Code.TOO_MANY_PARTS,
                        OPEN + "<s:Body><a>" + "<b/>".repeat(SoapReader.MAX_ELEMENTS) + "</a></s:Body>" + CLOSE),
                text("too many namespaces", Code.TOO_MANY_PARTS,
                        OPEN + "<s:Body><a" + numbered(" xmlns:n%d='urn:%d'", 33) + "/></s:Body>" + CLOSE),
                text("too many attributes", Code.TOO_MANY_PARTS,
                        OPEN + "<s:Body><a" + numbered(" a%d='%d'", SoapReader.MAX_ATTRIBUTES + 1) + "/></s:Body>" + CLOSE),
                text("repeated attribute", Code.NOT_WELL_FORMED, OPEN + "<s:Body><a b='1' b='2'/></s:Body>" + CLOSE),
                text("undeclared prefix", Code.NOT_WELL_FORMED, OPEN + "<s:Body><x:a/></s:Body>" + CLOSE),
                text("control character", Code.NOT_WELL_FORMED, OPEN + "<s:Body><a>&#1;</a></s:Body>" + CLOSE),
                text("XML 1.1", Code.NOT_WELL_FORMED, "<?xml version='1.1'?>" + GOOD),
                text("two ids", Code.DUPLICATE_ID,
                        OPEN + "<s:Body Id='1'><a Id='1'/></s:Body>" + CLOSE),
                text("two wsu ids", Code.DUPLICATE_ID, OPEN.replace("<s:Envelope",
                        "<s:Envelope xmlns:u='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'")
                        + "<s:Header><x u:Id='body'><y/></x></s:Header><s:Body u:Id='body'><a/></s:Body>" + CLOSE),
                text("two message ids", Code.BAD_ADDRESSING,
                        OPEN + "<s:Header><w:MessageID>1</w:MessageID><w:MessageID>2</w:MessageID></s:Header>" + body + CLOSE),
                text("message id with markup", Code.BAD_ADDRESSING,
                        OPEN + "<s:Header><w:MessageID>1<x/></w:MessageID></s:Header>" + body + CLOSE),
                text("message id with line break", Code.BAD_ADDRESSING,
                        OPEN + "<s:Header><w:MessageID>1\n2</w:MessageID></s:Header>" + body + CLOSE),
                text("empty message id", Code.BAD_ADDRESSING,
                        OPEN + "<s:Header><w:MessageID> </w:MessageID></s:Header>" + body + CLOSE),
                text("endless message id", Code.BAD_ADDRESSING,
                        OPEN + "<s:Header><w:MessageID>" + "m".repeat(257) + "</w:MessageID></s:Header>" + body + CLOSE),
                text("mandatory header", Code.NOT_UNDERSTOOD,
                        OPEN + "<s:Header><x s:mustUnderstand='true'/></s:Header>" + body + CLOSE),
                text("60 kB and one byte", Code.TOO_LARGE, padded(SoapReader.MAX_BYTES + 1)),
                bytes("UTF-7 declared", Code.UNSUPPORTED_ENCODING,
                        ("<?xml version='1.0' encoding='UTF-7'?>" + GOOD).getBytes(UTF_8)),
                bytes("UTF-7 with a doctype", Code.UNSUPPORTED_ENCODING,
                        "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x+AD4-<a/>".getBytes(UTF_8)),
                bytes("EBCDIC", Code.UNSUPPORTED_ENCODING,
                        ("<?xml version='1.0' encoding='IBM037'?>" + GOOD).getBytes(Charset.forName("IBM037"))),
                bytes("Latin 1 declared", Code.UNSUPPORTED_ENCODING,
                        ("<?xml version='1.0' encoding='ISO-8859-1'?>" + GOOD).getBytes(UTF_8)),
                bytes("UTF-16 without byte order mark", Code.UNSUPPORTED_ENCODING, GOOD.getBytes(UTF_16BE)),
                bytes("UTF-32", Code.UNSUPPORTED_ENCODING, GOOD.getBytes(Charset.forName("UTF-32"))),
                bytes("doctype in UTF-16", Code.DOCTYPE, ("\uFEFF<!DOCTYPE x>" + GOOD).getBytes(UTF_16BE)),
                bytes("overlong UTF-8", Code.UNSUPPORTED_ENCODING, concat(GOOD.getBytes(UTF_8), 0xC0, 0xBC)),
                bytes("half a surrogate pair", Code.UNSUPPORTED_ENCODING, concat("\uFEFF".getBytes(UTF_16BE), 0xD8, 0x00)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void refusesWithinFiftyMilliseconds(String name, Code code, byte[] message) {
        SoapException refusal = null;
        long fastest = Long.MAX_VALUE;
        // One slow run is the machine's; a slow reader is slow each time.
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            refusal = catchThrowableOfType(SoapException.class, () -> SoapReader.read(message));
            fastest = Math.min(fastest, System.nanoTime() - start);
        }

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.code()).as(name).isEqualTo(code);
        assertThat(Duration.ofNanos(fastest)).isLessThan(LIMIT);
    }

    @Test
    void acceptsWhatIsJustWithinTheLimits() throws SoapException {
        assertThat(SoapReader.read(padded(SoapReader.MAX_BYTES).getBytes(UTF_8)).operation().getLocalPart()).isEqualTo("a");
        String deep = OPEN + "<s:Body>" + "<a>".repeat(30) + "</a>".repeat(30) + "</s:Body>" + CLOSE;
        assertThat(SoapReader.read(deep.getBytes(UTF_8)).operation().getLocalPart()).isEqualTo("a");
    }

    @Test
    void opensNoConnectionWhateverTheMessageNames() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
            String[] lures = { "<!DOCTYPE x SYSTEM '" + url + "'>" + GOOD,
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM '" + url + "'>%p;]>" + GOOD,
                    "<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]>" + GOOD.replace("&amp;", "&e;"),
                    GOOD.replace("<d>", "<d xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + url + "'/>"),
                    GOOD.replace("<d>",
                            "<d xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:a " + url
                                    + "'>") };
            for (String lure : lures) {
                try {
                    SoapReader.read(lure.getBytes(UTF_8));
                } catch (SoapException e) {
                    assertThat(e.code()).isEqualTo(Code.DOCTYPE);
                }
            }
            trap.setSoTimeout(100);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void cutAnywhereOrChangedAnywhereIsReadOrRefusedButNeverMore() {
        byte[] good = GOOD.getBytes(UTF_8);
        for (int length = 0; length < good.length; length++) {
            readOrRefuse(Arrays.copyOf(good, length));
        }
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                        : "<>/&;:='\" !?[]-".charAt(random.nextInt(15)));
            }
            readOrRefuse(changed);
        }
    }

    @Test
    void theRefusalQuotesNothingOfTheMessage() {
        assertThatThrownBy(() -> SoapReader.read("<canary-4711>".getBytes(UTF_8)))
                .isInstanceOf(SoapException.class).hasMessageNotContaining("canary");
    }

    private static void readOrRefuse(byte[] message) {
        try {
            SoapMessage read = SoapReader.read(message);
            assertThat(XmlNode.parse(read.body()).name()).isEqualTo(read.operation());
        } catch (SoapException e) {
            assertThat(e.code()).isNotNull();
        }
    }

    private static String padded(int bytes) {
        String start = OPEN + "<s:Body><a>";
        String end = "</a></s:Body>" + CLOSE;
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    private static String numbered(String pattern, int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(String.format(pattern, i, i));
        }
        return out.toString();
    }

    private static byte[] concat(byte[] start, int... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(start);
        for (int b : more) {
            out.write(b);
        }
        return out.toByteArray();
    }

    private static Arguments text(String name, Code code, String message) {
        return bytes(name, code, message.getBytes(UTF_8));
    }

    private static Arguments bytes(String name, Code code, byte[] message) {
        return Arguments.of(name, code, message);
    }
}
