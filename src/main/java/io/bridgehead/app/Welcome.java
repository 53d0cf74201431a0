package io.bridgehead.app;

import java.net.InetSocketAddress;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.jboss.logging.Logger;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.sip.SipComponent;

/** Says, once all routes run, where the product listens and how to try it. */
@ApplicationScoped
class Welcome {

    private static final Logger LOG = Logger.getLogger("bridgehead");
    private static final String EVERYWHERE = "0.0.0.0";

    void greet(@Observes AfterStart event, CamelContext camel, BridgeheadConfig config) {
        if (!config.roles().contains(Role.IM_SERVER)) {
            return;
        }
        SipComponent sip = camel.getComponent("sip", SipComponent.class);
        LOG.infof("Bridgehead listens for SIP on %s", sip.stack().boundAddresses().stream()
                .map(bound -> bound.listener().transport() + " " + shown(bound.address()))
                .collect(Collectors.joining(", ")));
        if (config.demo().accounts()) {
            String host = config.sip().host().equals(EVERYWHERE) ? "127.0.0.1" : config.sip().host();
            LOG.infof("Demo accounts: alice, bob, carol, dave at %s, password demo. "
                    + "Register two softphones as alice and bob, then:", host);
            LOG.infof("  ./bridgehead client --server %s:%d --user carol --password demo start --me alice bob", host,
                    config.sip().port());
        }
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return address.getAddress().isAnyLocalAddress() ? "port " + address.getPort() + " of all addresses"
                : (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
