package io.bridgehead.sip.proxy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.bridgehead.sip.locate.NextHop;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.proxy.FlowToken.Side;
import io.bridgehead.sip.proxy.FlowToken.Sides;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.Target;
import io.netty.util.NetUtil;

/**
 * Our Record-Route (RFC 3261 section 16.6 item 4, RFC 5658): written into the INVITE that opens a dialog, read from the Route
 * of the requests within it.
 */
final class DialogRoutes {

    /** What passes without authentication. Methods that begin something new are not among them, whatever tags they carry. */
    private static final Set<String> WITHIN_DIALOGS = Set.of(SipMethod.INVITE, SipMethod.ACK, SipMethod.BYE, "UPDATE", "PRACK",
            "INFO");

    private final SipStack stack;
    private final FlowToken tokens;
    private final ContactFlows contacts;

    DialogRoutes(SipStack stack, ProxySettings settings) {
        this.stack = stack;
        this.tokens = new FlowToken(settings.flowTokenKey());
        this.contacts = settings.contacts();
    }

    /** The dialog that a request belongs to by its Route; empty if it has none of ours or begins something new. */
    Optional<Sides> sides(SipRequest request) {
        if (!WITHIN_DIALOGS.contains(request.method()) || request.to().tag() == null || request.from().tag() == null) {
            return Optional.empty();
        }
        for (NameAddr route : request.routes()) {
            if (!isOurs(route.uri())) {
                return Optional.empty();
            }
            Optional<Sides> sides = tokens.decode(request.callId(), route.uri().rawUser());
            if (sides.isPresent()) {
                return sides;
            }
        }
        return Optional.empty();
    }

    /**
     * The request as its sender meant it: a strict router has put our Record-Route in the request URI and the remote target at
     * the end of Route (section 16.4).
     */
    SipRequest withoutStrictRouting(SipRequest request) {
        List<NameAddr> routes = request.routes();
        if (routes.isEmpty() || !isOurs(request.requestUri()) || !FlowToken.isToken(request.requestUri().rawUser())) {
            return request;
        }
        SipRequest meant = request.copy();
        meant.setRequestUri(routes.get(routes.size() - 1).uri().withoutHeaders());
        meant.removeHeader(SipHeader.ROUTE);
        meant.addHeader(SipHeader.ROUTE, "<" + request.requestUri() + ">");
        routes.subList(0, routes.size() - 1).forEach(route -> meant.addHeader(SipHeader.ROUTE, route.toString()));
        return meant;
    }

    /** What the caller sends goes to the callee, everything else to the caller; empty if that side cannot be reached. */
    Optional<Target> otherSide(Sides sides, SipRequest request) {
        Side side = sides.callerTag().equals(FlowToken.hash(request.from().tag())) ? sides.callee() : sides.caller();
        return open(side.flow()).or(() -> reconnected(side, request)).or(() -> Optional.ofNullable(side.again()));
    }

    /** The connection that the same device of the same user has now. */
    private Optional<Target> reconnected(Side side, SipRequest request) {
        SipUri aor = request.to().uri();
        return side.contact().equals(contactHash(aor, request.requestUri()))
                ? contacts.flowOf(aor, request.requestUri()).flatMap(this::open)
                : Optional.empty();
    }

    private Optional<Target> open(String flow) {
        return stack.flow(flow).filter(Flow::isOpen).map(Target.class::cast);
    }

    private static String contactHash(SipUri aor, SipUri contact) {
        return FlowToken.hash(aor.userAtHost() + ' ' + contact.userAtHost() + ':' + contact.port());
    }

    /**
     * The Record-Route values, topmost first: one, or two where the two sides reach us differently (RFC 5658), so that neither
     * is told of a transport that it does not have.
     *
     * @param invite as received
     * @param copy as forwarded
     */
    List<String> record(SipRequest invite, SipRequest copy, Flow caller, Flow callee, Target target) {
        Side callerSide = new Side(caller.id(), callersAddress(invite, caller), contactHash(invite.from().uri(),
                invite.contacts().isEmpty() ? invite.from().uri() : invite.contacts().get(0).uri()));
        Side calleeSide = new Side(callee.id(), target instanceof Destination address ? address : null,
                contactHash(invite.to().uri(), copy.requestUri()));
        String token = tokens.encode(invite.callId(),
                new Sides(FlowToken.hash(invite.from().tag()), callerSide, calleeSide));
        List<String> values = new ArrayList<>();
        values.add("<" + stack.contact(callee, token).withParam("lr", "") + ">");
        SipUri towardsCaller = stack.contact(caller, null);
        if (!towardsCaller.equals(stack.contact(callee, null))) {
            values.add("<" + stack.contact(caller, token).withParam("lr", "") + ">");
        }
        return values;
    }

    /**
     * Where the caller is reached anew when its connection is gone: the address in its Record-Route or Contact, but only if
     * that is where the INVITE came from. Any other would make us connect to where a stranger likes.
     */
    private static Destination callersAddress(SipRequest invite, Flow flow) {
        if (flow.transport() == SipTransport.UDP || flow.transport().isWebSocket()) {
            return null;
        }
        List<NameAddr> next = invite.recordRoutes().isEmpty() ? invite.contacts() : invite.recordRoutes();
        return next.isEmpty() ? null
                : NextHop.of(next.get(0).uri()).filter(address -> isAt(address, flow.remote().getAddress())).orElse(null);
    }

    private static boolean isAt(Destination address, InetAddress remote) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        return literal != null && Arrays.equals(literal, remote.getAddress());
    }

    boolean isOurs(SipUri uri) {
        return uri.isSip() && uri.host() != null && stack.isLocal(uri.host(), uri.port());
    }
}
