package io.bridgehead.app.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.app.metrics.StoreMetrics;
import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.LocationStore;
import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.FlowTokenKey;
import io.bridgehead.store.ConferenceRetention;
import io.bridgehead.store.Database;
import io.bridgehead.store.Dialect;
import io.bridgehead.store.ProcessClaim;
import io.bridgehead.store.Secrets;
import io.bridgehead.store.SqlAccountStore;
import io.bridgehead.store.SqlLocationStore;
import io.bridgehead.store.SqlLogReadings;
import io.bridgehead.store.SqlMessageLog;
import io.bridgehead.store.SqlProcesses;
import io.bridgehead.store.StoreException;
import io.bridgehead.store.WriterSettings;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;

/** The database, migrated before anybody gets it, and what is kept in it. */
@ApplicationScoped
class StoreWiring {

    private static final String IDENTITY_KEY = "identity-key";
    private static final String FLOW_TOKEN_KEY = "flow-token-key";
    private static final int KEY_BYTES = 32;
    private static final int CALLBACK_THREADS = 4;
    private static final Logger LOG = Logger.getLogger(StoreWiring.class);

    private volatile Database opened;

    @Produces
    @Singleton
    ProcessClaim claim(BridgeheadConfig config, @Any InjectableInstance<AgroalDataSource> sources) {
        if (embedded(config)) {
            createDirectory(config.dataDir());
            return ProcessClaim.ofFile(config.dataDir().resolve("bridgehead.lock"));
        }
        return ProcessClaim.ofName(sources.getActive(), config.processName());
    }

    void close(@Disposes ProcessClaim claim) {
        claim.close();
    }

    static boolean embedded(BridgeheadConfig config) {
        return !"postgresql".equalsIgnoreCase(config.database());
    }

    /** @param claim taken before anything is changed in the database */
    @Produces
    @Singleton
    Database database(BridgeheadConfig config, ProcessClaim claim, @Any InjectableInstance<AgroalDataSource> sources,
            @Any InjectableInstance<Flyway> migrations, StoreMetrics metrics) {
        migrations.getActive().migrate();
        // Threads of their own: routes wait for what completes here.
        ExecutorService callbacks = Executors.newFixedThreadPool(CALLBACK_THREADS, task -> {
            Thread thread = new Thread(task, "store-callback");
            thread.setDaemon(true);
            return thread;
        });
        Database database = new Database(sources.getActive(), embedded(config) ? Dialect.SQLITE : Dialect.POSTGRESQL, callbacks,
                WriterSettings.STANDARD.withInterval(config.databaseCommitInterval()));
        metrics.watch(database);
        opened = database;
        return database;
    }

    /** The last of all: what the bridge and others have noted in passing is written while there are connections. */
    void writeWhatWaits(@Observes @Priority(5000) ShutdownEvent event) {
        if (opened != null) {
            try {
                opened.call(session -> null);
            } catch (StoreException e) {
                LOG.debugf("Notes are lost, the next start does without: %s", e.getMessage());
            }
        }
    }

    void close(@Disposes Database database) {
        database.close();
    }

    @Produces
    @Singleton
    MessageLog messageLog(Database database, BridgeheadConfig config) {
        return new SqlMessageLog(database, Clock.systemUTC(), config.offline().maxMessages(), config.offline().expiry());
    }

    @Produces
    @Singleton
    LogReadings logReadings(Database database) {
        return new SqlLogReadings(database);
    }

    @Produces
    @Singleton
    ConferenceRetention conferenceRetention(Database database) {
        return new ConferenceRetention(database);
    }

    @Produces
    @Singleton
    SqlProcesses processes(Database database, BridgeheadConfig config) {
        return new SqlProcesses(database, config.processName());
    }

    @Produces
    @Singleton
    AccountStore accountStore(Database database) {
        return new SqlAccountStore(database);
    }

    @Produces
    @Singleton
    LocationStore locationStore(Database database, BridgeheadConfig config) {
        return new SqlLocationStore(database, config.processName(), config.imServer().ownAddress().orElse(null));
    }

    @Produces
    @Singleton
    Secrets secrets(Database database) {
        return new Secrets(database);
    }

    @Produces
    @Singleton
    SignedIdentity signedIdentity(BridgeheadConfig config, Secrets secrets) {
        return new SignedIdentity(config.identity().key().map(key -> key.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> secrets.getOrCreate(IDENTITY_KEY, StoreWiring::randomKey)));
    }

    /** The same at every start, so that calls can be hung up after a restart of the IM server, which carries them. */
    @Produces
    @Singleton
    @Unremovable
    FlowTokenKey flowTokenKey(BridgeheadConfig config, Instance<Secrets> secrets) {
        return () -> config.roles().contains(Role.IM_SERVER)
                ? secrets.get().getOrCreate(FLOW_TOKEN_KEY, StoreWiring::randomKey)
                : randomKey();
    }

    static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** A new directory is for its owner only: the passwords' hashes and the keys lie in it. Another stays as it is. */
    static void createDirectory(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix && !Files.exists(directory)) {
                Files.createDirectories(directory,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new StoreException("Cannot make the folder " + directory, e);
        }
    }
}
