package io.bridgehead.webservice;

import java.util.Optional;

/** Knows the passwords of people who call the web service directly, without a SIP client. */
public interface PasswordCheck {

    /**
     * Checks a name and a password in constant time. May block.
     *
     * @param peer the IP address of the caller; {@code null} if unknown
     * @return the address {@code user@domain} they belong to; empty if they do not fit
     * @throws TooManyAttemptsException if there were too many wrong passwords before
     */
    Optional<String> addressOf(String user, String password, String peer);
}
