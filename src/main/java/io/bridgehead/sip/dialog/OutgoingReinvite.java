package io.bridgehead.sip.dialog;

import java.util.concurrent.CompletableFuture;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ClientTransaction;

/** One change of the session that we ask for (RFC 3261 section 14.1). */
final class OutgoingReinvite {

    private final Leg leg;
    private final SipRequest template;
    private final DigestClient.Attempt attempt;
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private Acknowledgement acknowledgement;

    OutgoingReinvite(Leg leg, String sdp) {
        this.leg = leg;
        this.attempt = leg.credentials == null ? null : leg.credentials.attempt();
        this.template = leg.dialog.request(SipMethod.INVITE);
        template.addHeader(SipHeader.CONTACT, leg.contact);
        template.addHeader(SipHeader.ALLOW, Leg.ALLOW);
        template.setBody(Leg.SDP, sdp);
    }

    CompletableFuture<String> send() {
        SipRequest invite = template.copy();
        AuthenticatedSender.authorize(invite, attempt);
        leg.calls.node().stack().sendRequest(invite, leg.dialog.target(), this::onResponse);
        return result;
    }

    private void onResponse(ClientTransaction transaction, SipResponse response) {
        if (response.isProvisional()) {
            return;
        }
        if (response.isSuccess()) {
            onSuccess(transaction, response);
        } else if (AuthenticatedSender.isAnswerable(response, attempt)) {
            synchronized (leg) {
                template.setHeader(SipHeader.CSEQ, leg.dialog.nextCSeq() + " " + SipMethod.INVITE);
                send();
            }
        } else {
            leg.endIfGone(response);
            result.completeExceptionally(new CallRefusedException(response.status(), response.reason()));
        }
    }

    private void onSuccess(ClientTransaction transaction, SipResponse response) {
        synchronized (leg) {
            if (acknowledgement != null) {
                acknowledgement.send();
                return;
            }
            leg.dialog.refreshTarget(response);
            acknowledgement = leg.acknowledge(leg.dialog, transaction.request());
            if (attempt != null) {
                attempt.succeeded();
            }
        }
        String answer = Leg.sdp(response);
        result.complete(answer == null ? "" : answer);
    }
}
