package io.bridgehead.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

    /** Other SIP servers, by names of the operator's choice. */
    Map<String, Neighbour> neighbours();

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

        /** Digest algorithms offered, the preferred one first. */
        @WithName("auth.algorithms")
        List<String> authAlgorithms();
    }

    /** How the other roles reach the IM server. */
    interface ImServer {
        /** {@code tcp://host:port}. */
        String address();

        /** {@code transport://host:port} where other IM servers at the same database reach this one. */
        Optional<String> ownAddress();
    }

    /** A SIP server around us: one that serves other domains, or an edge proxy in front of us. */
    interface Neighbour {
        /** Whose users are reached through it; none for an edge proxy. */
        Optional<List<String>> domains();

        /** {@code transport://host:port} or {@code transport://host}; without it the domain is looked up (RFC 3263). */
        Optional<String> address();

        /** Addresses and networks it sends from. */
        Optional<List<String>> sources();

        /** Whether it is believed only over TLS. */
        @WithDefault("false")
        boolean tls();

        /** Whether it has authenticated our users itself and names them in P-Asserted-Identity. */
        @WithDefault("false")
        boolean vouches();
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

        /** {@code signed} by our IM server, or {@code asserted} by one of another make. */
        String senders();

        Optional<String> password();
    }

    /** The embedded bridge and the catalogue of all bridges. */
    interface Bridge {
        /** Names of all bridges there are. */
        Set<String> names();

        /** The bridge of conferences that select no account. */
        @WithName("default")
        String defaultBridge();

        /** The bridge that this process only checks; {@code -} for none. */
        String checked();

        /** Accounts that conferences may be held on, by name. */
        Map<String, Account> accounts();

        /** What bridges that people can call offer, by the bridge's name. */
        Map<String, DialIn> dialIn();

        /** Where files of further bridges lie. */
        Path folder();

        Http http();

        Embedded embedded();

        interface DialIn {
            /** Telephone number to call. */
            Optional<String> number();

            /** SIP address to call. */
            Optional<String> address();

            /** Digits of a PIN, 6 to 12. */
            @WithDefault("8")
            int pinLength();

            /** Whether conferences that say nothing about it can be called. */
            @WithDefault("false")
            boolean byDefault();
        }

        /** Bridges that are spoken with over HTTP. */
        interface Http {
            /** Networks of this machine or the link where bridges may be all the same. */
            Optional<List<String>> allowedNetworks();

            /**
             * PEM file of authorities that the certificates of bridges, and of whom a bridge apart reports to, may be from,
             * besides those of the runtime.
             */
            Optional<Path> trust();
        }

        interface Account {
            /** The bridge that serves it. */
            String bridge();

            /** Users who may select it, as names of our domain or whole addresses; nobody named: everybody. */
            Optional<Set<String>> users();

            /** Participants in a call at once, at least 2. */
            @WithDefault("50")
            int portAllowance();
        }

        interface Embedded {
            String user();

            Optional<String> password();

            String sipHost();

            int sipPort();

            /** Advertised to telephones as the address of our audio. */
            String mediaHost();

            int rtpPortFrom();

            int rtpPortTo();

            /** Whether SIP addresses of other domains are called, at the host they name. */
            boolean dialDirect();

            /** Who is asked for the servers of other domains, {@code address:port}; nobody named: those of the system. */
            Optional<List<String>> nameServers();

            /** Networks that are never called, whatever an address or its domain says. */
            Optional<List<String>> deniedNetworks();

            /** How long a call may live without a sign of life between the two ends, 2 s to a day. */
            Duration sessionExpires();

            /** How it speaks with the conference service from a process of its own. */
            Apart http();

            /** The way to telephone numbers; there is none without an address. */
            Trunk trunk();

            interface Apart {
                /** Where the conference service takes its events. */
                Optional<String> eventsUrl();

                /** At least 32 characters, the same on both sides. */
                Optional<String> secret();
            }
        }

        interface Trunk {
            /** {@code udp://host:port}, {@code tcp://…} or {@code tls://…}. */
            Optional<String> address();

            /** Host part of the addresses dialled there; the host of {@code address} if not given. */
            Optional<String> domain();

            /** The number shown to those called. */
            Optional<String> callerNumber();

            /** Addresses and networks that calls to our number come from; {@code address} if that is no name. */
            Optional<List<String>> sources();

            Optional<String> user();

            Optional<String> password();

            /** How many calls are begun in a second at most; further ones wait. */
            @WithDefault("5")
            int callsPerSecond();
        }
    }

    interface ConferenceService {
        /** How long a telephone may ring. */
        Duration ringTimeout();

        /** How long we wait for a bridge to confirm a hang-up. */
        Duration hangUpTimeout();

        /** How long a conference may last. */
        Duration maxLength();

        /** After how long without a sign of life another process at the database is gone for good. */
        Duration processPatience();

        Ending ending();

        /** {@code in-charge} or {@code participants}; see {@link io.bridgehead.conference.Adding}. */
        String adding();

        DialPlan dialPlan();
    }

    /** When conferences end by themselves; see {@link io.bridgehead.conference.ConferenceRule}. Zero means never. */
    interface Ending {
        /** {@code end} or {@code go-on}. */
        String initiatorLeaves();

        /** {@code end} or {@code go-on}. */
        String lastLeaves();

        Duration alone();

        Duration inactivity();

        /** The longest that people may ask for instead. */
        Duration longestAlone();

        /** The longest that people may ask for instead. */
        Duration longestInactivity();
    }

    /** Which addresses may be called; see {@link io.bridgehead.conference.DialPlan}. */
    interface DialPlan {
        Optional<String> internationalPrefix();

        Optional<List<String>> allowedPrefixes();

        Optional<List<String>> deniedPrefixes();

        Optional<List<String>> emergencyNumbers();

        boolean sipAllowed();

        Optional<List<String>> sipHosts();
    }
}
