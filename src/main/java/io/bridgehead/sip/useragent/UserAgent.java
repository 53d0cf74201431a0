package io.bridgehead.sip.useragent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/**
 * A SIP user agent: registers over a connection that it keeps open (RFC 5626), sends requests as its user and receives those
 * addressed to its contact. Thread-safe; no method blocks.
 */
public final class UserAgent implements AutoCloseable {

    private final UserAgents agents;
    private final UserAgentConfig config;
    private final UserAgentListener listener;
    private final DigestClient credentials;
    private final AuthenticatedSender sender;
    private final Registration registration;
    private final AtomicBoolean registering = new AtomicBoolean();
    /** User part of our contact: random, so that it cannot be guessed. */
    private final String token = SipIds.newTag() + SipIds.newTag();

    UserAgent(UserAgents agents, UserAgentConfig config, UserAgentListener listener) {
        this.agents = agents;
        this.config = config;
        this.listener = listener;
        this.credentials = config.password() == null ? null : new DigestClient(config.authUser(), config.password());
        this.sender = new AuthenticatedSender(agents.node().stack(), credentials);
        this.registration = new Registration(this, sender, listener);
    }

    /** Begins to receive and, if configured, to register. */
    public void start() {
        agents.add(token, this);
        if (config.register()) {
            register();
        }
    }

    /** Begins to register, if that has not begun yet. Failures are told to the listener and tried again. */
    public void register() {
        if (registering.compareAndSet(false, true)) {
            registration.start();
        }
    }

    public UserAgentConfig config() {
        return config;
    }

    public boolean isRegistered() {
        return registration.isRegistered();
    }

    /** The user part of our contact. */
    public String contactUser() {
        return token;
    }

    /** The credentials, for calls made as this user; null without a password. */
    public DigestClient credentials() {
        return credentials;
    }

    /** A request from our user, complete but for body and Via. */
    public SipRequest request(String method, SipUri to) {
        SipRequest request = SipRequest.create(method, to.withoutHeaders());
        request.addHeader(SipHeader.FROM,
                NameAddr.of(config.displayName(), config.aor()).withTag(SipIds.newTag()).toString());
        request.addHeader(SipHeader.TO, NameAddr.of(to).toString());
        request.addHeader(SipHeader.CALL_ID, SipIds.newCallId());
        request.addHeader(SipHeader.CSEQ, "1 " + method);
        request.addHeader(SipHeader.MAX_FORWARDS, "70");
        return request;
    }

    /**
     * Sends a request outside of dialogs through the proxy and answers its challenges.
     *
     * @return the final response of whatever status; 503 if the proxy cannot be reached, 408 without an answer. Never completes
     *         exceptionally
     */
    public CompletableFuture<SipResponse> send(SipRequest request) {
        long[] cseq = { request.cseq().number() };
        return flow().handle((flow, failure) -> failure != null
                ? CompletableFuture.completedFuture(request.createResponse(503).markSynthesized())
                : sender.send(request, flow, () -> ++cseq[0])).thenCompose(future -> future).toCompletableFuture();
    }

    /** The connection to the proxy: the registered one, or one opened now. */
    public CompletionStage<Flow> flow() {
        Flow flow = registration.flow();
        return flow != null && flow.isOpen() ? CompletableFuture.completedFuture(flow)
                : connect();
    }

    CompletionStage<Flow> connect() {
        return config.proxy() == null ? agents.node().connect(config.aor()) : agents.node().stack().connect(config.proxy());
    }

    /** Unregisters and stops. Completes when the server has answered, or after a few seconds without an answer. */
    public CompletableFuture<Void> stop() {
        agents.remove(token);
        return registration.stop();
    }

    /** Like {@link #stop()} without waiting. */
    @Override
    public void close() {
        stop();
    }

    SipNode node() {
        return agents.node();
    }

    boolean receive(ServerTransaction transaction) {
        listener.onRequest(transaction);
        return true;
    }

    /** Whether a flow leads to our server: the one we opened, or another from the same host. */
    boolean isFromServer(Flow flow) {
        Flow ours = registration.flow();
        return ours != null && (ours.equals(flow) || ours.remote().getAddress() != null
                && ours.remote().getAddress().equals(flow.remote().getAddress()));
    }
}
