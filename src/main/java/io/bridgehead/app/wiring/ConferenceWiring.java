package io.bridgehead.app.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.bridgehead.app.Serving;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.bridge.BridgeAccount;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.Adding;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.ConferenceRepository;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.DefaultConferenceService;
import io.bridgehead.conference.DialInOffer;
import io.bridgehead.conference.DialPlan;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.conference.RuleLimits;
import io.bridgehead.conference.Users;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.store.Database;
import io.bridgehead.store.Outbox;
import io.bridgehead.store.SqlConferenceRepository;

/** The core of the conference service, its repository and the bridges it may use. */
@ApplicationScoped
class ConferenceWiring {

    private static final Logger LOG = Logger.getLogger(ConferenceWiring.class);
    /** Renewed every five seconds: what is lent out longer belongs to a process that died. */
    private static final Duration LEASE = Duration.ofSeconds(15);
    /** The value of bridgehead.bridge.checked while no bridge is checked. */
    static final String NO_BRIDGE = "-";

    @Produces
    @Singleton
    Outbox outbox(Database database, Clock clock, BridgeheadConfig config) {
        return new Outbox(database, clock, config.processName(), LEASE);
    }

    @Produces
    @Singleton
    ConferenceRepository repository(Database database, Outbox outbox) {
        return new SqlConferenceRepository(database, outbox);
    }

    @Produces
    @Singleton
    BridgeCatalog catalog(BridgeheadConfig config) {
        List<BridgeAccount> accounts = config.bridge().accounts().entrySet().stream()
                .map(entry -> account(entry.getKey(), entry.getValue(), config.domain())).toList();
        BridgeCatalog catalog = new BridgeCatalog(config.bridge().names(), config.bridge().defaultBridge(), accounts,
                config.bridge().dialIn().entrySet().stream()
                        .filter(entry -> entry.getValue().number().isPresent() || entry.getValue().address().isPresent())
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                                entry -> offer(entry.getValue()))));
        if (!StoreWiring.embedded(config) && config.roles().contains(Role.BRIDGE)) {
            catalog.bind(BridgeWiring.EMBEDDED, config.processName());
        }
        return catalog;
    }

    private static DialInOffer offer(BridgeheadConfig.Bridge.DialIn dialIn) {
        return new DialInOffer(dialIn.number().orElse(null), dialIn.address().orElse(null), dialIn.pinLength(),
                dialIn.byDefault());
    }

    private static BridgeAccount account(String name, BridgeheadConfig.Bridge.Account account, String domain) {
        Set<String> users = account.users().orElse(Set.of()).stream()
                .map(user -> user.contains("@") ? user : user + "@" + domain).collect(Collectors.toUnmodifiableSet());
        return new BridgeAccount(name, account.bridge(), users, account.portAllowance());
    }

    @Produces
    @Singleton
    ConferenceService conferences(ConferenceRepository repository, BridgeCatalog catalog, Users users,
            BridgeheadConfig config) {
        ConferencePolicy policy = new ConferencePolicy(config.conferenceService().ringTimeout(),
                config.conferenceService().hangUpTimeout(), ending(config.conferenceService()),
                dialPlan(config.conferenceService().dialPlan()), users);
        String checked = config.bridge().checked();
        return checked.equals(NO_BRIDGE) ? new DefaultConferenceService(repository, catalog, policy)
                : new ConferencesOfKit(repository, catalog, policy, checked);
    }

    /** With an IM server of another make we do not know who its users are: then every name of our domain is one. */
    @Produces
    @Singleton
    Users users(Accounts accounts, Domains domains, BridgeheadConfig config) {
        return new AccountUsers(accounts, domains, config.sip().port(), config.gateway().senders().equals("signed"));
    }

    /** An operator who gave each role a database of its own would wonder why nobody exists. */
    void warn(@Observes Serving serving, BridgeheadConfig config) {
        boolean apart = config.roles().contains(Role.CONFERENCE_SERVICE) && !config.roles().contains(Role.IM_SERVER);
        if (apart && config.database().equals("sqlite") && config.gateway().senders().equals("signed")) {
            LOG.warn(
                    "The conference service has a database of its own, so it knows only users that are added to that one. Beside an"
                            + " IM server of ours it needs the same PostgreSQL (bridgehead.database, docs/roles-apart.md)");
        }
    }

    private static RuleLimits ending(BridgeheadConfig.ConferenceService config) {
        BridgeheadConfig.Ending ending = config.ending();
        ConferenceRule usual = new ConferenceRule(onLeaving(ending.initiatorLeaves()), onLeaving(ending.lastLeaves()),
                ending.alone(), ending.inactivity(), config.maxLength(), adding(config.adding()));
        return new RuleLimits(usual, ending.longestAlone(), ending.longestInactivity());
    }

    private static Adding adding(String word) {
        return Stream.of(Adding.values()).filter(value -> value.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bridgehead.conference-service.adding: " + word + " is neither in-charge nor participants"));
    }

    private static OnLeaving onLeaving(String word) {
        return Stream.of(OnLeaving.values()).filter(value -> value.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bridgehead.conference-service.ending: " + word + " is neither end nor go-on"));
    }

    /** What may be called at all. */
    static DialPlan dialPlan(BridgeheadConfig.DialPlan plan) {
        return new DialPlan(plan.internationalPrefix().orElse(""), plan.allowedPrefixes().orElse(List.of()),
                plan.deniedPrefixes().orElse(List.of()), plan.emergencyNumbers().orElse(List.of()), plan.sipAllowed(),
                plan.sipHosts().orElse(List.of()));
    }
}
