package io.bridgehead.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Neighbour;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.RegisteredFlows;
import io.bridgehead.im.Registrar;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.proxy.ContactFlows;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.TransportAddress;
import io.quarkus.arc.Unremovable;

/** Other SIP servers around us, and the ways to devices that the relay asks for. */
@ApplicationScoped
class NeighbourWiring {

    @Produces
    @Singleton
    Neighbours neighbours(BridgeheadConfig config, Domains domains) {
        List<Neighbour> all = new ArrayList<>();
        for (Map.Entry<String, BridgeheadConfig.Neighbour> entry : config.neighbours().entrySet()) {
            all.add(neighbour(entry.getKey(), entry.getValue(), domains));
        }
        return new Neighbours(domains, all);
    }

    private static Neighbour neighbour(String name, BridgeheadConfig.Neighbour settings, Domains domains) {
        try {
            if (settings.domains().stream().flatMap(List::stream)
                    .anyMatch(domain -> domains.isOurs(SipUri.of(null, domain, -1)))) {
                throw new IllegalArgumentException("its domains must not be ours");
            }
            Networks sources = Networks.of(settings.sources().orElse(List.of()));
            return new Neighbour(name, Set.copyOf(settings.domains().orElse(List.of())),
                    settings.address().map(address -> TransportAddress.parse(address).route(null)).orElse(null), sources,
                    settings.tls(), settings.vouches());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bridgehead.neighbours." + name + ": " + e.getMessage(), e);
        }
    }

    /** Asked for by the relay, which exists in every process; registrations do only where the IM server is. */
    @Produces
    @Singleton
    @Unremovable
    ContactFlows contactFlows(BridgeheadConfig config, Domains domains, Instance<Registrar> registrar) {
        return config.roles().contains(Role.IM_SERVER) ? new RegisteredFlows(domains, registrar.get()) : ContactFlows.NONE;
    }
}
