package io.bridgehead.app.wiring;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.IdentityCheck;
import io.bridgehead.im.LocationStore;
import io.bridgehead.im.Locator;
import io.bridgehead.im.MessageIntake;
import io.bridgehead.im.OfflineMessages;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.RegistrarSettings;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestSettings;

/** The IM server's rules, and accounts, which every role may need. */
@ApplicationScoped
class ImServerWiring {

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

    @Produces
    @Singleton
    DigestAuthenticator digest(Accounts accounts, Domains domains) {
        // MD5 stays on offer, last: JsSIP and sip.js know nothing else.
        return new DigestAuthenticator(DigestSettings.of(domains.canonical(), true), accounts);
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
    Locator locator(Accounts accounts, Registrar registrar) {
        return new Locator(accounts, registrar);
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
}
