package io.bridgehead.webservice;

import java.util.Optional;

/** Knows the passwords of people who call the web service directly, without a SIP client. */
public interface PasswordCheck {

    /**
     * Checks a name and a password in constant time. May block.
     *
     * @return the address {@code user@domain} they belong to; empty if they do not fit
     */
    Optional<String> addressOf(String user, String password);
}
