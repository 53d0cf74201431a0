package io.bridgehead.test.interop;

import java.util.Map;

/** A SIP client made by others (or the product's own), as a person uses it. */
public interface Peer extends AutoCloseable {

    /** What it is called, with its version. */
    String client();

    /** {@code UDP}, {@code TCP}, {@code TLS}, {@code WS} or {@code WSS}. */
    String transport();

    /** Its account. */
    String user();

    /** What it cannot do by its nature, and why. */
    default Map<Ability, String> cannot() {
        return Map.of();
    }

    /** What an operator must know who has people with this client; empty if nothing. */
    default String note() {
        return "";
    }

    /** Starts it; it registers by itself. */
    void start();

    /** Waits until it says that it is registered. */
    void awaitRegistered();

    /** Sends a message and waits until it says that it was accepted, where it says so. */
    void send(String to, String text);

    /** Waits until it shows a message with a text. */
    void awaitReceived(String text, int seconds);

    /** Waits until it prints a text. */
    void awaitPrinted(String text, int seconds);

    /** What it has printed, for the report of a failure. */
    String output();

    @Override
    void close();
}
