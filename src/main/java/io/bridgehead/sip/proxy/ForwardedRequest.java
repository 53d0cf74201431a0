package io.bridgehead.sip.proxy;

import java.util.List;

import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transaction.SipStack;

/** The steps of RFC 3261 section 16.6 on one copy of a request. */
final class ForwardedRequest {

    private static final int DEFAULT_MAX_FORWARDS = 70;

    private final SipStack stack;
    private final DialogRoutes routes;

    ForwardedRequest(SipStack stack, DialogRoutes routes) {
        this.stack = stack;
        this.routes = routes;
    }

    /** The copy of a request outside of dialogs. Where it goes is for the located target to say, not for the sender's Route. */
    SipRequest copyWithoutRoute(SipRequest received) {
        SipRequest copy = copyOf(received);
        copy.removeHeader(SipHeader.ROUTE);
        return copy;
    }

    /** Step 3, and section 16.4: the copy with our Route taken off and Max-Forwards counted down. */
    SipRequest copyOf(SipRequest received) {
        SipRequest copy = received.copy();
        int left = received.maxForwards();
        copy.setHeader(SipHeader.MAX_FORWARDS, Integer.toString(left < 0 ? DEFAULT_MAX_FORWARDS : left - 1));
        String token = null;
        for (NameAddr route : received.routes()) {
            String user = route.uri().rawUser();
            // Both values of one passage carry the same token; another token is that of another passage, still to come.
            if (!routes.isOurs(route.uri()) || token != null && FlowToken.isToken(user) && !user.equals(token)) {
                break;
            }
            token = FlowToken.isToken(user) ? user : token;
            copy.removeFirst(SipHeader.ROUTE);
        }
        return copy;
    }

    /** Steps 2 and 6 for a located target. */
    void direct(SipRequest copy, ProxyTarget target) {
        copy.setRequestUri(target.uri().withoutHeaders());
        for (int i = target.path().size() - 1; i >= 0; i--) {
            copy.addFirst(SipHeader.ROUTE, target.path().get(i));
        }
    }

    /** Which URI says where the request goes next: that of Route or, without one, of the request. */
    static SipUri nextUri(SipRequest request) {
        List<NameAddr> routes = request.routes();
        return routes.isEmpty() ? request.requestUri() : routes.get(0).uri();
    }

    static boolean recordsRoute(SipRequest request) {
        return request.is(SipMethod.INVITE) && request.to().tag() == null;
    }

    /**
     * What decides where this request goes from here (section 16.6 item 8). A request that comes back with it unchanged is
     * going round in circles; one that comes back changed is on a spiral, which is allowed.
     */
    static String loopMark(SipRequest request) {
        int hash = request.requestUriText().hashCode();
        for (String name : List.of(SipHeader.FROM, SipHeader.TO, SipHeader.CALL_ID, SipHeader.CSEQ, SipHeader.ROUTE,
                SipHeader.PROXY_REQUIRE)) {
            hash = 31 * hash + String.valueOf(request.header(name)).hashCode();
        }
        return String.format(".%08x", hash);
    }

    /** Whether this request has been here before (section 16.3 item 4). */
    boolean isLooped(SipRequest request) {
        String mark = loopMark(request);
        try {
            for (Via via : request.vias()) {
                if (via.branch() != null && via.branch().endsWith(mark) && stack.isLocal(via.host(), via.port())) {
                    return true;
                }
            }
            return false;
        } catch (SipParseException e) {
            return false;
        }
    }
}
