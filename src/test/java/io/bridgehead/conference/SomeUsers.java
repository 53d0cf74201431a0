package io.bridgehead.conference;

import java.util.Optional;
import java.util.Set;

/** The users of example.org; everybody there whose name is not nobody. */
final class SomeUsers implements Users {

    private static final Set<String> MISSING = Set.of("nobody@example.org");

    @Override
    public Optional<String> named(String address) {
        String aor = address.startsWith("sip:") ? address.substring(4) : address;
        return aor.endsWith("@example.org") ? Optional.of(aor) : Optional.empty();
    }

    @Override
    public boolean exists(String user) {
        return !MISSING.contains(user);
    }
}
