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

    Sip sip();

    ImServer imServer();

    Registrar registrar();

    Offline offline();

    Limits limits();

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

    /** How long registrations last and how many devices a user may have. */
    interface Registrar {
        /** For a device that asks for none. */
        Duration expiry();

        /** A device that asks for less is answered 423. */
        Duration minimumExpiry();

        /** A device that asks for more gets this. */
        Duration maximumExpiry();

        /** A further device takes the place of the one whose registration would end first. */
        int contacts();
    }

    /** Messages for users who are away. */
    interface Offline {
        /** How many wait for one user at most; further ones are refused. */
        int maxMessages();

        /** How long a message waits. */
        Duration expiry();
    }

    /** What one user may do, and how wrong passwords are slowed down. Rates of 0 mean no limit. */
    interface Limits {
        int messagesPerMinute();

        /** After a time of quiet. */
        int messagesAtOnce();

        int callsPerMinute();

        int registrationsPerMinute();

        WrongPasswords wrongPasswords();

        interface WrongPasswords {
            int perUserAndAddress();

            int perAddress();

            int perUser();

            Duration window();

            /** The first hold; each further one is twice as long, up to 64 times. */
            Duration hold();
        }
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
