package io.bridgehead.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** The keys {@code bridgehead.*}; {@code application.properties} explains each where an operator looks for it. */
@ConfigMapping(prefix = "bridgehead")
public interface BridgeheadConfig {

    Set<Role> roles();

    /** Our SIP domain and digest realm. */
    String domain();

    @WithName("domain.aliases")
    List<String> domainAliases();

    Path dataDir();

    /** Tells this process from others at the same database; the same after a restart. */
    String processName();

    String database();

    /** Between the beginnings of two commits under load; zero: as soon as the disk allows. */
    @WithName("database.commit-interval")
    Duration databaseCommitInterval();

    Sip sip();

    ImServer imServer();

    Offline offline();

    Demo demo();

    Identity identity();

    Gateway gateway();

    Bridge bridge();

    ConferenceService conferenceService();

    /** SIP listeners of the IM server. */
    interface Sip {
        String host();

        int port();

        int wsPort();

        /** Digest algorithms offered, the preferred one first. */
        @WithName("auth.algorithms")
        List<String> authAlgorithms();
    }

    /** How the other roles reach the IM server. */
    interface ImServer {
        /** {@code tcp://host:port}. */
        String address();
    }

    /** Messages for users who are away. */
    interface Offline {
        /** How many wait for one user at most; further ones are refused. */
        int maxMessages();

        /** How long a message waits. */
        Duration expiry();
    }

    interface Demo {
        boolean accounts();
    }

    interface Identity {
        /** At least 32 characters; shared by the roles when they run apart. */
        Optional<String> key();
    }

    interface Gateway {
        String user();

        Optional<String> password();
    }

    /** The embedded bridge and the catalogue of all bridges. */
    interface Bridge {
        /** Names of all bridges there are. */
        Set<String> names();

        /** The bridge of conferences that select no account. */
        @WithName("default")
        String defaultBridge();

        Embedded embedded();

        interface Embedded {
            String user();

            Optional<String> password();

            String sipHost();

            int sipPort();

            /** Advertised to telephones as the address of our audio. */
            String mediaHost();

            int rtpPortFrom();

            int rtpPortTo();
        }
    }

    interface ConferenceService {
        /** How long a telephone may ring. */
        Duration ringTimeout();
    }
}
