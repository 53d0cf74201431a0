package io.bridgehead.conference;

import java.util.Optional;

/** Our users, as far as the core must know them: by their address of record, {@code user@domain}. */
public interface Users {

    /**
     * Whose address of record a {@code sip:} or {@code sips:} address, or {@code user@domain}, is; empty outside our domain.
     */
    Optional<String> named(String address);

    /** Whether there is such a user. */
    boolean exists(String user);

    /** Nobody: no address is of our domain. */
    static Users none() {
        return new Users() {
            @Override
            public Optional<String> named(String address) {
                return Optional.empty();
            }

            @Override
            public boolean exists(String user) {
                return false;
            }
        };
    }
}
