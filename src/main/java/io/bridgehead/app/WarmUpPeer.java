package io.bridgehead.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;

/** A SIP stack on the loopback address that sends the product requests and answers what the product relays to it. */
final class WarmUpPeer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BODY = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>"
            + "<c:getConference xmlns:c=\"urn:bridgehead:conference:1\"><c:conferenceId>none</c:conferenceId>"
            + "</c:getConference></s:Body></s:Envelope>";
    /** One that nobody issued: the digest is computed in full, and then the nonce refused. */
    private static final String CHALLENGE = "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"";

    private final String domain;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "warm-up-peer");
        thread.setDaemon(true);
        return thread;
    });
    private final SipStack stack;
    private final DigestClient.Attempt credentials;

    /** @param user whose password this is; null for requests without credentials */
    WarmUpPeer(String domain, String user, String password, String algorithm) {
        this.domain = domain;
        this.stack = SipStack.builder().listen(Listener.tcp(LOOPBACK, 0)).listen(Listener.udp(LOOPBACK, 0)).executor(executor)
                .callbacksOnReceiver(true).handler(transaction -> transaction.respond(200)).build();
        this.credentials = user == null ? null : new DigestClient(user, password).attempt();
        if (credentials != null) {
            credentials.challenged(List.of(),
                    List.of(String.format(CHALLENGE, domain, "A".repeat(43), algorithm)));
        }
    }

    void start() {
        stack.start();
    }

    /** Where the product finds this peer. */
    String contact(SipTransport transport) {
        return "sip:warm-up@" + LOOPBACK + ":" + stack.boundPort(transport) + ";transport=" + transport.uriParameter();
    }

    /** A MESSAGE from nobody to nobody. */
    SipRequest message() {
        SipRequest request = SipRequest.create("MESSAGE", "sip:warm-up@" + domain);
        request.addHeader("From", "<sip:warm-up@" + domain + ">;tag=" + SipIds.newTag());
        request.addHeader("To", "<sip:warm-up@" + domain + ">").addHeader("Call-ID", SipIds.newCallId());
        request.addHeader("CSeq", "1 MESSAGE").addHeader("Max-Forwards", "70");
        return (SipRequest) request.setBody("application/soap+xml", BODY.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the product a message that it refuses; completes with the refusal. */
    CompletableFuture<SipResponse> send(Destination product) {
        SipRequest request = message();
        if (credentials != null) {
            credentials.headers(request.method(), request.requestUriText())
                    .forEach(header -> request.addHeader(header.name(), header.value()));
        }
        CompletableFuture<SipResponse> answer = new CompletableFuture<>();
        stack.sendRequest(request, product, (transaction, response) -> {
            if (response.isFinal()) {
                answer.complete(response);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        stack.close();
        executor.shutdownNow();
    }
}
