package io.bridgehead.app.wiring;

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
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.im.Account;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.GuessingBrake;
import io.bridgehead.im.IdentityCheck;
import io.bridgehead.im.LocationStore;
import io.bridgehead.im.Locator;
import io.bridgehead.im.MessageIntake;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.OfflineMessages;
import io.bridgehead.im.RateLimiter;
import io.bridgehead.im.RateLimits;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.RegistrarSettings;
import io.bridgehead.im.Siblings;
import io.bridgehead.im.SteadyClock;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.auth.DigestAlgorithm;
import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.sip.transport.TransportAddress;
import io.bridgehead.webservice.PasswordCheck;
import io.bridgehead.webservice.TooManyAttemptsException;

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

    /** One for all, so that what one of them dates, another reads alike. */
    @Produces
    @Singleton
    SteadyClock clock() {
        return new SteadyClock();
    }

    @Produces
    @Singleton
    Accounts accounts(AccountStore store, Domains domains, SteadyClock clock, BridgeheadConfig config) {
        Accounts accounts = new Accounts(store, domains.canonical(), clock);
        new ServiceAccounts(config, accounts).ensure();
        return accounts;
    }

    /** People may call the conference web service directly, by HTTP Basic and the password of their account. */
    @Produces
    @Singleton
    PasswordCheck passwordCheck(Accounts accounts, Domains domains, GuessingBrake brake) {
        return (user, password, peer) -> {
            int seconds = brake.secondsToWait(peer, user);
            if (seconds > 0) {
                throw new TooManyAttemptsException(seconds);
            }
            if (accounts.verifyPassword(user, password)) {
                brake.right(peer, user);
                return Optional.of(domains.aor(user));
            }
            brake.wrong(peer, user);
            return Optional.empty();
        };
    }

    @Produces
    @Singleton
    GuessingBrake guessingBrake(BridgeheadConfig config, Accounts accounts, SteadyClock clock) {
        BridgeheadConfig.Limits.WrongPasswords keys = config.limits().wrongPasswords();
        return new GuessingBrake(
                new GuessingBrake.Limits(keys.perUserAndAddress(), keys.perAddress(), keys.perUser(), keys.window(),
                        keys.hold()),
                clock, user -> accounts.find(user).filter(account -> account.role() == Account.Role.SERVICE).isPresent());
    }

    @Produces
    @Singleton
    RateLimits rateLimits(BridgeheadConfig config) {
        BridgeheadConfig.Limits keys = config.limits();
        return new RateLimits(new RateLimiter(keys.messagesPerMinute(), keys.messagesAtOnce()),
                new RateLimiter(keys.callsPerMinute(), keys.callsPerMinute()),
                new RateLimiter(keys.registrationsPerMinute(), keys.registrationsPerMinute()));
    }

    @Produces
    @Singleton
    DigestAuthenticator digest(BridgeheadConfig config, Accounts accounts, Domains domains, SteadyClock clock) {
        List<DigestAlgorithm> algorithms = config.sip().authAlgorithms().stream().map(ImServerWiring::algorithm).toList();
        return new DigestAuthenticator(
                new DigestSettings(domains.canonical(), algorithms, NONCE_LIFE, NONCES, StoreWiring.randomKey()),
                accounts, clock);
    }

    private static DigestAlgorithm algorithm(String token) {
        return DigestAlgorithm.of(token).orElseThrow(() -> new IllegalArgumentException(
                "bridgehead.sip.auth.algorithms: " + token + " is none of SHA-512-256, SHA-256 and MD5"));
    }

    @Produces
    @Singleton
    IdentityCheck identityCheck(Domains domains) {
        return new IdentityCheck(domains);
    }

    @Produces
    @Singleton
    Registrar registrar(LocationStore store, SteadyClock clock, BridgeheadConfig config) {
        BridgeheadConfig.Registrar keys = config.registrar();
        Registrar registrar = new Registrar(store, clock, new RegistrarSettings(keys.expiry(), keys.minimumExpiry(),
                keys.maximumExpiry(), keys.contacts()));
        registrar.start();
        return registrar;
    }

    @Produces
    @Singleton
    Siblings siblings(LocationStore store, SignedIdentity signer, SteadyClock clock, BridgeheadConfig config) {
        if (config.imServer().ownAddress().isEmpty()) {
            return Siblings.NONE;
        }
        try {
            TransportAddress.parse(config.imServer().ownAddress().get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bridgehead.im-server.own-address: " + e.getMessage(), e);
        }
        return new Siblings(store, signer, clock);
    }

    @Produces
    @Singleton
    Locator locator(Accounts accounts, Registrar registrar, Neighbours neighbours, Siblings siblings) {
        return new Locator(accounts, registrar, neighbours, siblings);
    }

    @Produces
    @Singleton
    MessageIntake messageIntake(MessageLog log) {
        return new MessageIntake(log);
    }

    @Produces
    @Singleton
    OfflineMessages offlineMessages(MessageLog log) {
        return new OfflineMessages(log);
    }

    /**
     * Hands kept messages out on threads of its own: it waits for relays, which need the threads of the routes. What does not
     * fit in after many have registered at once waits for the next registration.
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
