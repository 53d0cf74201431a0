package io.bridgehead.sip.useragent;

import java.time.Duration;

import io.bridgehead.sip.transaction.ServerTransaction;

/** Hears what happens to a user agent, on the stack's executor. Must not block. */
public interface UserAgentListener {

    /** A listener for user agents that only send: it refuses requests with 405. */
    UserAgentListener NONE = transaction -> transaction.respond(405);

    /** A request addressed to the user agent's contact; to be answered now or later. */
    void onRequest(ServerTransaction transaction);

    /** The registration stands, anew or refreshed. */
    default void onRegistered(UserAgent agent, Duration expires) {
    }

    /** The registration is gone: connection lost, not refreshed, or closed. Unless closed, attempts go on. */
    default void onUnregistered(UserAgent agent, String reason) {
    }

    /** The server refused to register, e.g. 403, or 401 for a wrong password. Attempts go on at the slowest pace. */
    default void onRefused(UserAgent agent, int status, String reason) {
    }
}
