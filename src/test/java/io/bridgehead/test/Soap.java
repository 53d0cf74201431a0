package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** SOAP as another vendor's software would write it: plain text, by the WSDL and without any code of the product. */
public final class Soap {

    /** The media type of a SOAP 1.2 envelope. */
    public static final String CONTENT_TYPE = "application/soap+xml";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Soap() {
    }

    /** A MessageID nobody used before. */
    public static String messageId() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    /** An envelope that creates a conference; the initiator is called first. */
    public static String createConference(String messageId, String initiator, String... participants) {
        StringBuilder body = new StringBuilder("<c:initiator><c:name>Owner</c:name><c:address>" + initiator
                + "</c:address></c:initiator>");
        for (String participant : participants) {
            body.append("<c:participant><c:address>").append(participant).append("</c:address></c:participant>");
        }
        return envelope(messageId, "createConference", body.toString());
    }

    /** An envelope that adds a participant. */
    public static String addParticipant(String messageId, String conference, String address) {
        return envelope(messageId, "addParticipant", conferenceId(conference)
                + "<c:participant><c:address>" + address + "</c:address></c:participant>");
    }

    /** An envelope that removes a participant. */
    public static String removeParticipant(String messageId, String conference, String participant) {
        return envelope(messageId, "removeParticipant",
                conferenceId(conference) + "<c:participantId>" + participant + "</c:participantId>");
    }

    /** An envelope that ends a conference. */
    public static String endConference(String messageId, String conference) {
        return envelope(messageId, "endConference", conferenceId(conference));
    }

    /** An envelope that asks for a conference. */
    public static String getConference(String conference) {
        return envelope(messageId(), "getConference", conferenceId(conference));
    }

    /** An envelope that reports to a user that a conference is under way, in these words. */
    public static String reportStatus(String conference, String recipient, String words) {
        return envelope("urn:bridgehead:conference-reporting:1", messageId(), "reportStatus", conferenceId(conference)
                + "<c:version>1</c:version><c:number>1</c:number><c:event>conference-created</c:event>"
                + "<c:time>2026-01-01T00:00:00Z</c:time><c:conferenceState>starting</c:conferenceState><c:text>" + words
                + "</c:text><c:recipient>" + recipient + "</c:recipient>");
    }

    /** A SOAP 1.2 envelope around the content of one operation of the conference service. */
    public static String envelope(String messageId, String operation, String content) {
        return envelope("urn:bridgehead:conference:1", messageId, operation, content);
    }

    private static String envelope(String namespace, String messageId, String operation, String content) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"http://www.w3.org/2005/08/addressing\">"
                + "<s:Header><a:MessageID>" + messageId + "</a:MessageID></s:Header><s:Body><c:" + operation
                + " xmlns:c=\"" + namespace + "\">" + content + "</c:" + operation + "></s:Body></s:Envelope>";
    }

    /** The text of the first element of a local name, or the empty string. */
    public static String text(String xml, String element) {
        String open = "<(?:\\w+:)?" + element + "(?:\\s[^>]*)?>";
        String[] parts = xml.split(open, 2);
        return parts.length < 2 ? "" : parts[1].substring(0, Math.max(0, parts[1].indexOf('<')));
    }

    /** Posts an envelope to a web service. */
    public static HttpResponse<String> post(URI service, String envelope) {
        return send(HttpRequest.newBuilder(service).header("Content-Type", CONTENT_TYPE + "; charset=utf-8")
                .POST(BodyPublishers.ofString(envelope)).build());
    }

    /** Posts an envelope to a web service with the content of an Authorization header. */
    public static HttpResponse<String> post(URI service, String envelope, String authorization) {
        return send(HttpRequest.newBuilder(service).header("Content-Type", CONTENT_TYPE + "; charset=utf-8")
                .header("Authorization", authorization).POST(BodyPublishers.ofString(envelope)).build());
    }

    /** Gets a document. */
    public static HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).build());
    }

    private static String conferenceId(String conference) {
        return "<c:conferenceId>" + conference + "</c:conferenceId>";
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
