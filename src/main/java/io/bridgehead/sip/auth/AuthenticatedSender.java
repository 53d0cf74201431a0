package io.bridgehead.sip.auth;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Target;

/** Sends requests other than INVITE and answers the challenges they meet. */
public final class AuthenticatedSender {

    private static final int MAX_ATTEMPTS = 4;

    private final SipStack stack;
    private final DigestClient client;

    /** @param client who we are, or null to leave challenges to the caller */
    public AuthenticatedSender(SipStack stack, DigestClient client) {
        this.stack = stack;
        this.client = client;
    }

    /**
     * Sends a request and, if need be, sends it again with credentials.
     *
     * @param request complete but for Via; is not changed
     * @param nextCSeq the sequence number of a repetition, which is a new request to the transaction layer
     * @return the final response, of whatever status, 408 and 503 also if made here; never completes exceptionally
     */
    public CompletableFuture<SipResponse> send(SipRequest request, Target target, LongSupplier nextCSeq) {
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        DigestClient.Attempt attempt = client == null ? null : client.attempt();
        send(request.copy(), target, nextCSeq, attempt, 1, result);
        return result;
    }

    private void send(SipRequest template, Target target, LongSupplier nextCSeq, DigestClient.Attempt attempt, int number,
            CompletableFuture<SipResponse> result) {
        SipRequest outgoing = template.copy();
        authorize(outgoing, attempt);
        stack.sendRequest(outgoing, target, (transaction, response) -> {
            if (response.isProvisional()) {
                return;
            }
            if (number < MAX_ATTEMPTS && isAnswerable(response, attempt)) {
                template.setHeader(SipHeader.CSEQ, nextCSeq.getAsLong() + " " + template.method());
                send(template, target, nextCSeq, attempt, number + 1, result);
                return;
            }
            if (attempt != null && !isChallenge(response) && !response.isSynthesized()) {
                attempt.succeeded();
            }
            result.complete(response);
        });
    }

    /** Adds the attempt's credentials to a request; does nothing without an attempt. */
    public static void authorize(SipRequest request, DigestClient.Attempt attempt) {
        if (attempt != null) {
            attempt.headers(request.method(), request.requestUriText()).forEach(h -> request.addHeader(h.name(), h.value()));
        }
    }

    /** Whether a response challenges us and the request should be sent again with new credentials. */
    public static boolean isAnswerable(SipResponse response, DigestClient.Attempt attempt) {
        return attempt != null && isChallenge(response) && attempt.challenged(response.headers(SipHeader.WWW_AUTHENTICATE),
                response.headers(SipHeader.PROXY_AUTHENTICATE));
    }

    private static boolean isChallenge(SipResponse response) {
        return response.status() == 401 || response.status() == 407;
    }
}
