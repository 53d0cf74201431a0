package io.bridgehead.bridge.embedded;

import org.jboss.logging.Logger;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.useragent.UserAgent;
import io.bridgehead.sip.useragent.UserAgentConfig;
import io.bridgehead.sip.useragent.UserAgentListener;
import io.bridgehead.sip.useragent.UserAgents;

/**
 * By which ways the bridge can be called: as a user of the IM server, with which it registers, and at its number through the
 * trunk, which is known by its address. Everything else is refused.
 */
final class FrontDoor implements RequestSink {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    /** So many digits of our number mean it also without country code. */
    private static final int FEWEST_DIGITS = 6;

    private final Calls calls;
    private final Lobby lobby;
    private final DialInSettings settings;
    private final UserAgent agent;
    /** Who we are to the trunk, null for nobody. */
    private final DigestClient credentials;

    /** Opens it. */
    FrontDoor(SipNode node, Calls calls, EmbeddedBridgeConfig config, DialInSettings settings, Lobby lobby) {
        this.calls = calls;
        this.lobby = lobby;
        this.settings = settings;
        this.credentials = config.trunk() == null || config.trunk().user() == null || config.trunk().password() == null ? null
                : new DigestClient(config.trunk().user(), config.trunk().password());
        node.dispatcher().add(this);
        agent = config.proxy() == null || config.password() == null ? null
                : new UserAgents(node).create(UserAgentConfig.of(config.identity(), config.password(), config.proxy()),
                        new FromImServer());
        if (agent != null) {
            agent.start();
        }
    }

    /** Lets the IM server send nobody any longer. */
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    @Override
    public Order order() {
        return Order.SERVER;
    }

    /** A call that did not come by our registration, or the trunk's question whether we are there. */
    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        boolean trunk = settings.trunk().contains(transaction.flow().remote().getAddress());
        if (trunk && request.is(SipMethod.OPTIONS) && request.to().tag() == null) {
            transaction.respond(Calls.capabilities(request));
            return true;
        }
        if (!request.is(SipMethod.INVITE) || request.to().tag() != null || !isOurNumber(request.requestUri())) {
            return false;
        }
        if (trunk) {
            calls.receive(transaction, credentials, call -> lobby.incoming(call, true));
        } else {
            transaction.respond(403);
        }
        return true;
    }

    /** Some providers bring a number as it is dialled at home: 030… or 0049… for +49 30…. */
    private boolean isOurNumber(SipUri uri) {
        if (settings.number() == null || uri.user() == null) {
            return false;
        }
        String called = digits(uri.user().split(";", 2)[0]).replaceFirst("^0+", "");
        String ours = digits(settings.number()).replaceFirst("^0+", "");
        return called.equals(ours) || called.length() >= FEWEST_DIGITS && ours.endsWith(called);
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    /** What came by the IM server, which has found out who sends it. */
    private final class FromImServer implements UserAgentListener {

        @Override
        public void onRequest(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            if (request.is(SipMethod.INVITE) && request.to().tag() == null) {
                calls.receive(transaction, call -> lobby.incoming(call, false));
            } else if (request.is(SipMethod.OPTIONS)) {
                transaction.respond(Calls.capabilities(request));
            } else {
                transaction.respond(405);
            }
        }

        @Override
        public void onRefused(UserAgent refused, int status, String reason) {
            LOG.warnf("The IM server does not let the bridge register (%d), so no user can call it", status);
        }
    }
}
