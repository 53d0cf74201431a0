package io.bridgehead.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** Envelopes made to do harm, by each way on which they can come: nothing is opened, nothing is called, the answer says why. */
class HostileSoapIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CAROL = "Basic "
            + Base64.getEncoder().encodeToString(("carol:" + Scene.PASSWORD).getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private WireTelephone telephone;
    private ServerSocket trap;

    @BeforeEach
    void open() throws IOException {
        telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        trap = SCENE.keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void nothingWasOpenedNorCalled() throws IOException {
        trap.setSoTimeout(300);
        assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        assertThat(telephone.requests()).isEmpty();
    }

    /** By what makes them hostile; those that lure name a socket that listens. */
    private Map<String, String> lures() {
        String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
        String good = Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("external DTD", "<!DOCTYPE x SYSTEM '" + url + "'>" + good);
        all.put("parameter entity", "<!DOCTYPE x [<!ENTITY % p SYSTEM '" + url + "'>%p;]>" + good);
        all.put("external entity",
                "<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]>" + good.replace("<c:name>Owner", "<c:name>&e;"));
        all.put("file", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + good.replace("Owner", "&e;"));
        all.put("billion laughs", "<!DOCTYPE x [<!ENTITY a0 'ha'>" + bomb() + "]>" + good.replace("Owner", "&a20;"));
        all.put("quadratic blow-up", "<!DOCTYPE x [<!ENTITY a '" + "a".repeat(20_000) + "'>]>"
                + good.replace("Owner", "&a;".repeat(5_000)));
        all.put("stylesheet", "<?xml-stylesheet href='" + url + "'?>" + good);
        all.put("depth", good.replace("Owner", "<x>".repeat(5_000) + "</x>".repeat(5_000)));
        all.put("attributes", good.replace("<c:initiator>", "<c:initiator" + attributes() + ">"));
        all.put("UTF-7", "<?xml version='1.0' encoding='UTF-7'?>" + good);
        all.put("UTF-7 in disguise",
                "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x SYSTEM '" + url + "'+AD4-" + good);
        all.put("encoding of EBCDIC", "<?xml version='1.0' encoding='IBM037'?>" + good);
        all.put("two operations", good.replace("</s:Body>", "<x/></s:Body>"));
        all.put("two bodies", good.replace("</s:Envelope>", "<s:Body><x/></s:Body></s:Envelope>"));
        all.put("wrapped", good.replaceFirst("<s:Body>(.*)</s:Body>",
                "<s:Header><x xmlns='urn:x'>$1</x></s:Header><s:Body><x/></s:Body>"));
        all.put("two ids",
                good.replace("<s:Body>", "<s:Body Id='a'>").replace("<c:createConference", "<c:createConference Id='a'"));
        all.put("two MessageIDs", good.replaceFirst("(<a:MessageID>.*</a:MessageID>)", "$1$1"));
        return all;
    }

    private static String bomb() {
        StringBuilder entities = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            entities.append("<!ENTITY a").append(i).append(" '").append(("&a" + (i - 1) + ";").repeat(10)).append("'>");
        }
        return entities.toString();
    }

    private static String attributes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(" a").append(i).append("='x'");
        }
        return text.toString();
    }

    @Test
    @Threat({ 10, 11 })
    void areRefusedInMessages() {
        SipWire carol = SCENE.wire("carol");
        lures().forEach((name, envelope) -> {
            SipWire.Request message = carol.message("carol", "conference", Soap.CONTENT_TYPE, envelope);
            assertThat(carol.exchange(message, "carol", Scene.PASSWORD).status()).as(name).isIn(400, 413);
        });
        assertThat(SCENE.product.log()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = { "conference", "conference-reporting" })
    @Threat({ 10, 11 })
    void areRefusedByTheWebServices(String service) {
        lures().forEach((name, envelope) -> {
            HttpResponse<String> answer = post(service, Soap.CONTENT_TYPE + "; charset=utf-8",
                    envelope.getBytes(StandardCharsets.UTF_8), "urn:x");
            assertThat(answer.statusCode()).as(name).isBetween(400, 500);
            assertThat(answer.body()).as(name).contains("Fault").doesNotContain("root:", "Exception", "at io.");
        });
    }

    @ParameterizedTest
    @CsvSource({ "UTF-16BE, UTF-16BE", "UTF-16LE, UTF-16LE", "UTF-32, UTF-32", "UTF-8, no-such-charset", "UTF-16, utf-8" })
    @Threat(10)
    void areRefusedInOtherEncodings(String encoding, String named) throws IOException {
        String lure = "\uFEFF" + lures().get("external DTD");
        HttpResponse<String> answer = post("conference", Soap.CONTENT_TYPE + "; charset=" + named, lure.getBytes(encoding),
                "x");

        assertThat(answer.statusCode()).isBetween(400, 500);
        assertThat(answer.body()).containsPattern("doctype|unsupported-encoding");
    }

    /** Attachments and inclusions are ways around a reader of one document; there are none. */
    @Test
    @Threat(10)
    void areNotReadFromPartsNorIncluded() {
        String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
        String good = Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri());
        String multipart = "--b\r\nContent-Type: application/xop+xml; type=\"application/soap+xml\"\r\n\r\n" + good
                + "\r\n--b--\r\n";

        assertThat(post("conference", "multipart/related; boundary=b; type=\"application/xop+xml\"",
                multipart.getBytes(StandardCharsets.UTF_8), "x").body()).contains("not-well-formed");
        assertThat(post("conference", Soap.CONTENT_TYPE, good.replace("Owner",
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + url + "'/>").getBytes(StandardCharsets.UTF_8),
                "x").statusCode()).isBetween(400, 500);
        assertThat(post("conference", Soap.CONTENT_TYPE, good.replace("Owner",
                "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='" + url + "'/>")
                .getBytes(StandardCharsets.UTF_8), "x").statusCode()).isBetween(400, 500);
    }

    /** As one piece whose length is said, and in pieces; the connection can be used again. */
    @ParameterizedTest
    @CsvSource({ "HTTP_1_1, conference, true", "HTTP_1_1, conference, false", "HTTP_2, conference-reporting, true",
            "HTTP_2, conference-reporting, false" })
    @Threat(6)
    void areAnsweredWithAFaultWhenTheyAreTooLargeForTheServer(Version version, String service, boolean inOnePiece) {
        HttpClient http = HttpClient.newBuilder().version(version).build();
        byte[] body = Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri())
                .replace("Owner", "Owner".repeat(120_000)).getBytes(StandardCharsets.UTF_8);
        BodyPublisher all = BodyPublishers.ofByteArray(body);
        HttpResponse<String> answer = post(http, service, Soap.CONTENT_TYPE,
                inOnePiece ? all : BodyPublishers.fromPublisher(all), "");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Soap.text(answer.body(), "code")).isEqualTo("too-large");
        assertThat(Soap.text(answer.body(), "sentence")).isEqualTo("The message is larger than 60 kB.");
        assertThat(answer.body()).contains("urn:bridgehead:" + service + ":1");
        assertThat(post(http, "conference", Soap.CONTENT_TYPE,
                BodyPublishers.ofString(Soap.envelope(Soap.messageId(), "listConferences", "")), "").statusCode())
                .isEqualTo(200);
    }

    @Test
    @Threat({ 6, 7 })
    void areNotListenedToWhenTheyHaveNoEnd() throws IOException {
        URI server = SCENE.product.http("/");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /services/conference HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("2710\r\n" + " ".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                for (long end = System.nanoTime() + SECONDS.toNanos(20); System.nanoTime() < end;) {
                    out.write(chunk);
                }
            }).as("the connection is closed").isInstanceOf(IOException.class);
        }
        assertThat(SCENE.product.log()).doesNotContain("HTTP Request to /services/conference failed");
    }

    @ParameterizedTest
    @CsvSource({ "endConference, endConference", "urn:bridgehead:conference:1/createConference, listConferences", "'', x" })
    @Threat(11)
    void doNotSteerByAnActionOutsideOfTheBody(String httpAction, String parameter) {
        String list = Soap.envelope(Soap.messageId(), "listConferences", "");

        assertThat(post("conference", Soap.CONTENT_TYPE + "; action=\"" + parameter + "\"",
                list.getBytes(StandardCharsets.UTF_8), httpAction).body()).contains("listConferencesResponse");
        String other = list.replace("</s:Header>",
                "<a:Action>urn:bridgehead:conference:1/createConference</a:Action></s:Header>");
        assertThat(post("conference", Soap.CONTENT_TYPE, other.getBytes(StandardCharsets.UTF_8), httpAction).body())
                .contains("listConferencesResponse");
    }

    private static HttpResponse<String> post(String service, String contentType, byte[] body, String action) {
        return post(HTTP, service, contentType, BodyPublishers.ofByteArray(body), action);
    }

    private static HttpResponse<String> post(HttpClient http, String service, String contentType, BodyPublisher body,
            String action) {
        try {
            return http.send(HttpRequest.newBuilder(SCENE.product.http("/services/" + service))
                    .header("Content-Type", contentType).header("Authorization", CAROL).header("SOAPAction", '"' + action + '"')
                    .POST(body).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
