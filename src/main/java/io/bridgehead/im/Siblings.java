package io.bridgehead.im;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.bridgehead.identity.InvalidIdentityException;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.TransportAddress;

/**
 * The other IM servers at the same database. Each reaches the devices that have registered with it, and hands a request for
 * those of another over to that one: by a Route (RFC 3261 §16.6) whose user part says who sent the request, signed for this
 * request alone. The other one believes that, delivers to its own devices and hands nothing on.
 */
public final class Siblings {

    /** For the only server. */
    public static final Siblings NONE = new Siblings(null, null, null);

    private static final String PREFIX = "sibling.";
    private static final int RETRY_AFTER = 5;
    private static final Logger LOG = Logger.getLogger(Siblings.class);

    private final LocationStore store;
    private final SignedIdentity signer;
    private final InstantSource clock;

    public Siblings(LocationStore store, SignedIdentity signer, InstantSource clock) {
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /** Whether there may be any, so that {@link #serving} asks the database and blocks. */
    public boolean mayBeThere() {
        return store != null;
    }

    /** The addresses of those that a user has registered with. Blocks. */
    List<String> serving(String aor) {
        return mayBeThere() ? store.elsewhere(aor, clock.instant()) : List.of();
    }

    /**
     * Where a request goes for a user who is there: to the devices, and to the siblings with word of who sent it.
     *
     * @param sender the authenticated sender's address of record
     * @param receiver the address of record that was located
     */
    public List<RelayTarget> targets(Whereabouts there, SipRequest request, String sender, String receiver) {
        if (there.servers().isEmpty()) {
            return there.devices();
        }
        int at = receiver.lastIndexOf('@');
        String uri = SipUri.of(receiver.substring(0, at), receiver.substring(at + 1), -1).toString();
        String token = signer.sign(sender, context(request, uri), request.body(), clock.instant());
        String user = PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
        List<RelayTarget> targets = new ArrayList<>(there.devices());
        there.servers().forEach(server -> targets.add(
                new RelayTarget(uri, null, List.of(TransportAddress.parse(server).route(user)))));
        return targets;
    }

    private static String context(SipRequest request, String uri) {
        return "sibling:" + request.method() + ' ' + request.callId() + ' ' + request.cseq().number() + ' ' + uri;
    }

    /**
     * The sender that a sibling answers for; empty if the request comes from none.
     *
     * @throws ServiceUnavailableException 503 if it claims to but proves nothing; a sibling then keeps the message
     */
    public Optional<String> sender(SipRequest request) {
        List<NameAddr> routes = request.routes();
        String user = routes.isEmpty() ? null : routes.get(0).uri().rawUser();
        if (!mayBeThere() || user == null || !user.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            String token = new String(Base64.getUrlDecoder().decode(user.substring(PREFIX.length())),
                    StandardCharsets.US_ASCII);
            return Optional
                    .of(signer.verify(token, context(request, request.requestUriText()), request.body(), clock.instant()));
        } catch (InvalidIdentityException | IllegalArgumentException e) {
            LOG.warnf("A request as if from another IM server is refused (%s). If it is one of yours: give all processes the "
                    + "same bridgehead.identity.key, and set their clocks", e.getMessage());
            throw new ServiceUnavailableException(RETRY_AFTER);
        }
    }
}
