package io.bridgehead.bridge.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Posts batches of events to Bridgehead, signed. */
public final class EventPoster implements EventFeed.Offer {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI url;
    private final WebhookSignature signature;
    private final ObjectMapper json;

    /**
     * @param url where Bridgehead takes this bridge's events, such as {@code https://host/bridges/acme/events}
     * @param trust PEM file of authorities that the certificate at an https address may be from, besides those of the runtime;
     *        null for none
     * @throws BridgeTrustException if the file cannot be used
     */
    public EventPoster(URI url, WebhookSignature signature, ObjectMapper json, Path trust) {
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
                .sslContext(PartnerTrust.with(trust)).build();
        this.url = url;
        this.signature = signature;
        this.json = json;
    }

    @Override
    public int post(EventBatch batch) throws Exception {
        return post(json.writeValueAsBytes(batch.toJson()));
    }

    /** Posts a body as it is, signed; gives the status of the answer. */
    public int post(byte[] body) throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER).header("Content-Type", "application/json")
                .header(WebhookSignature.ID, id).header(WebhookSignature.TIMESTAMP, WebhookSignature.seconds(now))
                .header(WebhookSignature.SIGNATURE, signature.sign(id, now, body)).POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
