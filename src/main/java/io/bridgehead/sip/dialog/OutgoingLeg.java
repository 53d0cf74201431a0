package io.bridgehead.sip.dialog;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ClientTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;

/** A call that we make (RFC 3261 section 13.2). */
final class OutgoingLeg extends Leg {

    /** More answers to one INVITE than this are ignored: each costs an ACK and a BYE. */
    private static final int MAX_ANSWERS = 20;

    private final Invite invite;
    private final DigestClient.Attempt attempt;
    /** By the other party's tag: one for each telephone that answered. */
    private final Map<String, Acknowledgement> acknowledgements = new HashMap<>();
    /** The first session that each telephone has described before its answer, by its tag. */
    private final Map<String, String> earlySessions = new HashMap<>();
    /** The ACK of our call while its answer is being written down, else null. */
    private Acknowledgement waiting;
    private ClientTransaction transaction;
    private SipRequest template;
    private Flow flow;
    private Destination server;
    /** Further servers of the domain called, for the case that this one cannot take the call. */
    private Queue<Destination> servers = new ArrayDeque<>();
    private int attempts;
    private boolean hangingUp;

    OutgoingLeg(Calls calls, Invite invite, CallListener listener) {
        super(calls, invite.callId, invite.fromTag, invite.credentials, listener);
        this.invite = invite;
        this.attempt = credentials == null ? null : credentials.attempt();
    }

    /** Finds out where to call, and calls. */
    void begin() {
        if (invite.target instanceof Flow known) {
            start(known);
        } else if (invite.target instanceof Destination destination) {
            callNext(new ArrayDeque<>(List.of(destination)), 503);
        } else {
            calls.node().locator().locate(invite.uri).whenCompleteAsync((found, failure) -> callNext(
                    new ArrayDeque<>(failure == null ? found : List.of()), failure == null ? 604 : 503),
                    calls.node().executor());
        }
    }

    /** Calls by the next of these servers; without one the call ends with that status. */
    private void callNext(Queue<Destination> those, int statusWithout) {
        Destination to = those.poll();
        boolean unwanted;
        synchronized (this) {
            transaction = null; // what was sent to another server is over
            dialog = null;
            earlySessions.clear();
            servers = those;
            server = to;
            unwanted = hangingUp;
        }
        if (unwanted) {
            end(By.LOCAL, 487, SipStatus.reason(487), hangUpReason, List.of());
        } else if (to == null) {
            end(By.NETWORK, statusWithout, SipStatus.reason(statusWithout), null, List.of());
        } else {
            calls.node().stack().connect(to).whenCompleteAsync((opened, failure) -> {
                if (failure == null) {
                    start(opened);
                } else {
                    calls.node().locator().failed(to);
                    callNext(those, 503);
                }
            }, calls.node().executor());
        }
    }

    private void start(Flow by) {
        try {
            sendBy(by);
        } catch (RuntimeException e) {
            end(By.NETWORK, 503, SipStatus.reason(503), null, List.of());
            throw e;
        }
    }

    /** Sends the INVITE; the flow must be known before because Contact names its address. */
    private void sendBy(Flow by) {
        synchronized (this) {
            if (hangingUp || state == CallState.ENDED) {
                return;
            }
            flow = by;
            contact = "<" + calls.node().stack().contact(flow, invite.contactUser) + ">";
            template = SipRequest.create(SipMethod.INVITE, invite.uri);
            template.addHeader(SipHeader.FROM, invite.from.withTag(localTag).toString());
            template.addHeader(SipHeader.TO, invite.to.toString());
            template.addHeader(SipHeader.CALL_ID, callId);
            template.addHeader(SipHeader.CSEQ, "1 INVITE");
            template.addHeader(SipHeader.CONTACT, contact);
            template.addHeader(SipHeader.ALLOW, ALLOW);
            timer.ask(template);
            invite.headers.forEach(h -> template.addHeader(h.name(), h.value()));
            if (invite.sdp != null) {
                template.setBody(SessionBody.SDP, invite.sdp);
            }
            sendInvite();
        }
    }

    private void sendInvite() {
        SipRequest request = template.copy();
        AuthenticatedSender.authorize(request, attempt);
        String branch = attempts == 0 ? invite.branch : invite.branch + '.' + attempts;
        attempts++;
        transaction = calls.node().stack().sendRequest(request, branch, flow, this::onResponse);
    }

    private void onResponse(ClientTransaction from, SipResponse response) {
        try {
            if (response.isProvisional()) {
                onProvisional(response);
            } else if (response.isSuccess()) {
                onSuccess(from.request(), response);
            } else {
                onFailure(response);
            }
        } catch (SipParseException e) {
            // A final answer that cannot be understood is no answer; the call must not hang on it.
            if (response.isFinal()) {
                end(By.NETWORK, 502, "Malformed Answer", null, List.of());
            }
        }
    }

    private void onProvisional(SipResponse response) {
        if (response.status() == 100) {
            return;
        }
        String sdp = SessionBody.of(response);
        synchronized (this) {
            if (state == CallState.CALLING) {
                state = CallState.EARLY;
            }
            if (state != CallState.EARLY || hangingUp) {
                return;
            }
            if (dialog == null && response.to().tag() != null) {
                dialog = Dialog.ofCaller(template, response, flow);
            }
            if (sdp != null && earlySessions.size() < MAX_ANSWERS) {
                earlySessions.putIfAbsent(String.valueOf(response.to().tag()), sdp);
            }
        }
        events.add(() -> listener.onProvisional(this, response.status(), response.reason(), sdp));
    }

    private void onSuccess(SipRequest request, SipResponse response) {
        String tag = String.valueOf(response.to().tag());
        synchronized (this) {
            Acknowledgement before = acknowledgements.get(tag);
            if (before != null) {
                if (before != waiting) {
                    before.send();
                }
                return;
            }
            if (acknowledgements.size() == MAX_ANSWERS) {
                return;
            }
            Dialog answered = Dialog.ofCaller(request, response, flow);
            Acknowledgement ack = acknowledgement(answered, request);
            acknowledgements.put(tag, ack);
            if (attempt != null && acknowledgements.size() == 1) {
                attempt.succeeded();
            }
            if (acknowledgements.size() > 1 || state == CallState.ENDED || hangingUp) {
                // Another fork answered, or the answer crossed our CANCEL: it is hung up at once.
                ack.send();
                sendBye(answered, hangUpReason);
            } else {
                waiting = ack;
                dialog = answered;
                state = CallState.CONFIRMED;
                localSdp = invite.sdp;
                timer.agreed(response);
            }
        }
        if (hangingUp) {
            end(By.LOCAL, 487, SipStatus.reason(487), hangUpReason, List.of());
        } else if (state() == CallState.CONFIRMED && acknowledgements.size() == 1) {
            String sdp = session(tag, response);
            events.add(() -> answered(sdp));
        }
    }

    /** Some gateways describe their session in a 183 and not again in the 200; then that counts (section 13.2.1). */
    private synchronized String session(String tag, SipResponse answer) {
        String sdp = SessionBody.of(answer);
        String early = earlySessions.getOrDefault(tag, "");
        earlySessions.clear();
        return sdp == null ? early : sdp;
    }

    private void answered(String sdp) {
        CompletionStage<Void> ready = CallListener.AT_ONCE;
        try {
            ready = listener.onAnswered(this, sdp);
        } finally {
            ready.whenComplete((done, failure) -> acknowledge());
        }
    }

    private synchronized void acknowledge() {
        if (waiting != null) {
            waiting.send();
            waiting = null;
        }
    }

    private void onFailure(SipResponse response) {
        synchronized (this) {
            boolean longer = timer.isRaisedBy(response);
            if (!hangingUp && (longer || AuthenticatedSender.isAnswerable(response, attempt))) {
                if (longer) {
                    timer.ask(template);
                }
                long cseq = attempts + 1L;
                template.setHeader(SipHeader.CSEQ, cseq + " INVITE");
                dialog = null;
                sendInvite();
                return;
            }
        }
        if (response.status() == 503 || response.isSynthesized()) {
            Queue<Destination> others;
            synchronized (this) {
                others = hangingUp || state != CallState.CALLING ? new ArrayDeque<>() : servers;
            }
            if (!others.isEmpty()) {
                calls.node().locator().failed(server);
                callNext(others, response.status());
                return;
            }
        }
        List<String> contacts = response.status() < 400
                ? response.contacts().stream().filter(c -> !c.isWildcard()).map(c -> c.uri().toString()).toList()
                : List.of();
        By by = hangingUp ? By.LOCAL : response.isSynthesized() ? By.NETWORK : By.REMOTE;
        end(by, hangingUp ? 487 : response.status(), hangingUp ? SipStatus.reason(487) : response.reason(),
                response.header(SipHeader.REASON), contacts);
    }

    @Override
    boolean ownsCallId() {
        return true;
    }

    @Override
    public void hangUp(String reason) {
        boolean notSent;
        synchronized (this) {
            if (hangingUp || state == CallState.ENDED) {
                return;
            }
            hangingUp = true;
            hangUpReason = reason;
            notSent = transaction == null;
            if (state == CallState.CONFIRMED) {
                acknowledge();
                sendBye(reason);
            } else {
                if (!notSent) {
                    transaction.cancel(reason);
                    return;
                }
            }
        }
        end(By.LOCAL, notSent ? 487 : 200, notSent ? SipStatus.reason(487) : "OK", reason, List.of());
    }
}
