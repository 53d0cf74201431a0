package io.bridgehead.app.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.IdentityCheck;
import io.bridgehead.im.LocationStore;
import io.bridgehead.im.Locator;
import io.bridgehead.im.MessageIntake;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.OfflineMessages;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.RegistrarSettings;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.auth.DigestAlgorithm;
import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.webservice.PasswordCheck;

/** The IM server's rules, and accounts, which every role may need. */
@ApplicationScoped
class ImServerWiring {

    private static final Duration NONCE_LIFE = Duration.ofSeconds(60);
    private static final int NONCES = 250_000;
    private static final int DELIVERIES_AT_ONCE = 8;
    private static final int DELIVERIES_WAITING = 10_000;

    @Produces
    @Singleton
    Domains domains(BridgeheadConfig config) {
        return new Domains(config.domain(), config.domainAliases());
    }

    @Produces
    @Singleton
    Accounts accounts(AccountStore store, Domains domains, BridgeheadConfig config) {
        Accounts accounts = new Accounts(store, domains.canonical(), Clock.systemUTC());
        new ServiceAccounts(config, accounts).ensure();
        return accounts;
    }

    /** People may call the conference web service directly, by HTTP Basic and the password of their account. */
    @Produces
    @Singleton
    PasswordCheck passwordCheck(Accounts accounts, Domains domains) {
        return (user, password) -> accounts.verifyPassword(user, password) ? Optional.of(domains.aor(user)) : Optional.empty();
    }

    @Produces
    @Singleton
    DigestAuthenticator digest(BridgeheadConfig config, Accounts accounts, Domains domains) {
        List<DigestAlgorithm> algorithms = config.sip().authAlgorithms().stream().map(ImServerWiring::algorithm).toList();
        return new DigestAuthenticator(
                new DigestSettings(domains.canonical(), algorithms, NONCE_LIFE, NONCES, StoreWiring.randomKey()),
                accounts);
    }

    private static DigestAlgorithm algorithm(String token) {
        return DigestAlgorithm.of(token).orElseThrow(() -> new IllegalArgumentException(
                "bridgehead.sip.auth.algorithms: " + token + " is none of SHA-256 and MD5"));
    }

    @Produces
    @Singleton
    IdentityCheck identityCheck(Domains domains) {
        return new IdentityCheck(domains);
    }

    @Produces
    @Singleton
    Registrar registrar(LocationStore store) {
        Registrar registrar = new Registrar(store, Clock.systemUTC(), RegistrarSettings.STANDARD);
        registrar.start();
        return registrar;
    }

    @Produces
    @Singleton
    Locator locator(Accounts accounts, Registrar registrar, Neighbours neighbours) {
        return new Locator(accounts, registrar, neighbours);
    }

    @Produces
    @Singleton
    MessageIntake messageIntake(MessageLog log) {
        return new MessageIntake(log);
    }

    @Produces
    @Singleton
    OfflineMessages offlineMessages(MessageLog log) {
        return new OfflineMessages(log, Clock.systemUTC());
    }

    /**
     * Hands kept messages out on threads of its own: it waits for relays, which need the threads of the routes. What does not
     * fit
     * in after many have registered at once waits for the next registration.
     */
    @Produces
    @Singleton
    @Named("keptDelivery")
    ExecutorService keptDelivery() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(DELIVERIES_AT_ONCE, DELIVERIES_AT_ONCE, 30, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(DELIVERIES_WAITING), task -> {
                    Thread thread = new Thread(task, "kept-delivery");
                    thread.setDaemon(true);
                    return thread;
                }, new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
