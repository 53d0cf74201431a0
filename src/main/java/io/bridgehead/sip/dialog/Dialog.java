package io.bridgehead.sip.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.bridgehead.sip.locate.NextHop;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;
import io.bridgehead.sip.transport.TransportAddress;

/** The state that RFC 3261 section 12 gives a dialog. Guarded by its leg's lock. */
final class Dialog {

    /** What may have been sent since a dialog was written down; sequence numbers may have gaps. */
    private static final int UNKNOWN_REQUESTS = 100;

    private final String callId;
    private final NameAddr local;
    private final NameAddr remote;
    private final List<NameAddr> routeSet;
    private final Target firstTarget;
    private SipUri remoteTarget;
    private long localCSeq;
    private long remoteCSeq = -1;
    private boolean updateAllowed;

    private Dialog(String callId, NameAddr local, NameAddr remote, List<NameAddr> routeSet, SipUri remoteTarget,
            Target firstTarget) {
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.routeSet = routeSet;
        this.remoteTarget = remoteTarget;
        this.firstTarget = firstTarget;
    }

    /** Section 12.1.2: the caller's side. */
    static Dialog ofCaller(SipRequest invite, SipResponse response, Target target) {
        List<NameAddr> routes = new ArrayList<>(response.recordRoutes());
        Collections.reverse(routes);
        Dialog dialog = new Dialog(invite.callId(), invite.from(), response.to(), routes,
                contact(response, invite.requestUri()), target);
        dialog.localCSeq = invite.cseq().number();
        dialog.noteAllowed(response);
        return dialog;
    }

    /** Section 12.1.1: the called party's side. */
    static Dialog ofCallee(SipRequest invite, Target flow) {
        Dialog dialog = new Dialog(invite.callId(), invite.to().withTag(invite.localTag()), invite.from(),
                invite.recordRoutes(), contact(invite, invite.from().uri()), flow);
        dialog.remoteCSeq = invite.cseq().number();
        dialog.noteAllowed(invite);
        return dialog;
    }

    /** A dialog of an earlier run of the process, which may have used some numbers more than it could write down. */
    static Dialog of(KeptDialog kept) {
        Dialog dialog = new Dialog(kept.callId(), NameAddr.parse(kept.local()), NameAddr.parse(kept.remote()),
                kept.routeSet().stream().map(NameAddr::parse).toList(), SipUri.parse(kept.remoteTarget()),
                TransportAddress.parse(kept.way()).destination());
        dialog.localCSeq = kept.localCSeq() + UNKNOWN_REQUESTS;
        dialog.remoteCSeq = kept.remoteCSeq();
        return dialog;
    }

    KeptDialog kept(String contact, String localSdp) {
        return new KeptDialog(callId, local.toString(), remote.toString(), routeSet.stream().map(NameAddr::toString).toList(),
                remoteTarget.toString(), way(), localCSeq, remoteCSeq, contact, localSdp);
    }

    private String way() {
        String host;
        SipTransport transport;
        int port;
        if (firstTarget instanceof Destination to) {
            transport = to.transport();
            host = to.address() == null ? to.host() : to.address().getHostAddress();
            port = to.port();
        } else {
            Flow flow = (Flow) firstTarget;
            transport = flow.transport();
            host = flow.remote().getAddress().getHostAddress();
            port = flow.remote().getPort();
        }
        return transport.name().toLowerCase(Locale.ROOT) + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + port;
    }

    private static SipUri contact(SipMessage message, SipUri otherwise) {
        List<NameAddr> contacts = message.contacts();
        return contacts.isEmpty() || contacts.get(0).isWildcard() ? otherwise : contacts.get(0).uri().withoutHeaders();
    }

    String localTag() {
        return local.tag();
    }

    String remoteTag() {
        return remote.tag();
    }

    long nextCSeq() {
        return ++localCSeq;
    }

    /** A repeated INVITE with credentials has moved the number on. */
    void localCSeq(long number) {
        localCSeq = Math.max(localCSeq, number);
    }

    /** Section 12.2.2: takes the number of a request, or tells that it is too old. */
    boolean takeRemoteCSeq(long number) {
        if (number <= remoteCSeq) {
            return false;
        }
        remoteCSeq = number;
        return true;
    }

    /** A target refresh: Contact of a re-INVITE, UPDATE, or of a 2xx to them. */
    void refreshTarget(SipMessage message) {
        remoteTarget = contact(message, remoteTarget);
        noteAllowed(message);
    }

    private void noteAllowed(SipMessage message) {
        List<String> methods = message.headers(SipHeader.ALLOW);
        updateAllowed = methods.isEmpty() ? updateAllowed : methods.contains(SipMethod.UPDATE);
    }

    /** Whether the other party says that it takes UPDATE (RFC 3311). */
    boolean isUpdateAllowed() {
        return updateAllowed;
    }

    /** Whether an UPDATE was refused for its own sake. One that is not known there after all is not sent again. */
    boolean isUpdateRefused(SipResponse response) {
        boolean unknown = updateAllowed && (response.status() == 405 || response.status() == 501);
        updateAllowed = updateAllowed && !unknown;
        return !unknown;
    }

    SipRequest request(String method) {
        return request(method, nextCSeq());
    }

    /** The ACK for a 2xx to the INVITE with that number (section 13.2.2.4). */
    SipRequest ack(long cseq) {
        return request(SipMethod.ACK, cseq);
    }

    /** Section 12.2.1.1, strict routers included. */
    private SipRequest request(String method, long cseq) {
        List<NameAddr> routes = new ArrayList<>(routeSet);
        SipUri requestUri = remoteTarget;
        if (!routes.isEmpty() && !routes.get(0).uri().isLooseRouter()) {
            requestUri = routes.remove(0).uri().withoutHeaders();
            routes.add(NameAddr.of(remoteTarget));
        }
        SipRequest request = SipRequest.create(method, requestUri);
        routes.forEach(route -> request.addHeader(SipHeader.ROUTE, route.toString()));
        request.addHeader(SipHeader.FROM, local.toString());
        request.addHeader(SipHeader.TO, remote.toString());
        request.addHeader(SipHeader.CALL_ID, callId);
        request.addHeader(SipHeader.CSEQ, cseq + " " + method);
        request.addHeader(SipHeader.MAX_FORWARDS, "70");
        return request;
    }

    /**
     * Where requests of this dialog are sent. A peer whose URI leads nowhere (RFC 7118 contacts) is reached the way the INVITE
     * went.
     */
    Target target() {
        SipUri next = routeSet.isEmpty() ? remoteTarget : routeSet.get(0).uri();
        return NextHop.of(next).map(Target.class::cast).orElse(firstTarget);
    }
}
