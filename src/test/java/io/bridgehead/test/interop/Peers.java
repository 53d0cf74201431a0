package io.bridgehead.test.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.bridgehead.test.interop.WebPeer.Place;

/** The clients of the interop table. */
public final class Peers {

    /** So that what takes an hour elsewhere takes less than a minute here. */
    private static final int EXPIRES = 10;
    private static final int SILENT_SECONDS = 90;
    private static final int LONG_SECONDS = 600;

    private Peers() {
    }

    /**
     * Every client with every transport that it speaks, each with an account of its own.
     *
     * @param receiver to whom they send
     */
    public static List<Peer> all(Site site, String receiver) {
        List<Peer> peers = new ArrayList<>();
        for (String transport : List.of("UDP", "TCP")) {
            peers.add(new Sipp(transport, user("sipp", transport), transport.equals("TCP") ? 5080 : 5070, site));
            peers.add(new Sipsak(transport, user("sipsak", transport), site));
        }
        int port = 5100;
        for (String transport : List.of("UDP", "TCP", "TLS")) {
            peers.add(new Baresip(transport, user("baresip", transport), receiver, port, EXPIRES, site));
            peers.add(new Linphone(transport, user("linphone", transport), EXPIRES, site));
            port += 10;
        }
        for (String transport : List.of("WS", "WSS")) {
            for (Place place : Place.values()) {
                for (String library : List.of("jssip", "sip.js")) {
                    String user = user(library.replace(".", "") + place, transport);
                    peers.add(new WebPeer(library, place, transport, user, site, Map.of()));
                }
            }
        }
        for (String transport : List.of("UDP", "TCP", "TLS", "WS", "WSS")) {
            peers.add(new CommandLineClient(transport, user("cli", transport), site));
        }
        return peers;
    }

    /**
     * JsSIP in Node over WSS.
     *
     * @param environment variables of its process: {@code PROXY}
     */
    public static Peer jsSipInNode(String user, Site site, Map<String, String> environment) {
        return new WebPeer("jssip", Place.NODE, "WSS", user, site, environment);
    }

    /**
     * JsSIP in Chromium, which believes every certificate.
     *
     * @param environment variables of its process: {@code PROXY}, {@code PAGE_PORT}
     */
    public static Peer jsSipInChromium(String transport, String user, Site site, Map<String, String> environment) {
        return new WebPeer("jssip", Place.CHROMIUM, transport, user, site, environment);
    }

    /** baresip over UDP that is silent between its registrations, for about 80 s. */
    public static Peer silentTelephone(String user, String receiver, Site site) {
        return new Baresip("UDP", user, receiver, 5060, SILENT_SECONDS, site);
    }

    /** linphone, which sends CRLFs in between. */
    public static Peer linphone(String transport, String user, Site site) {
        return new Linphone(transport, user, LONG_SECONDS, site);
    }

    /** The product's own client. */
    public static Peer commandLine(String transport, String user, Site site) {
        return new CommandLineClient(transport, user, site);
    }

    private static String user(String client, String transport) {
        return (client + "-" + transport).toLowerCase(Locale.ROOT);
    }
}
