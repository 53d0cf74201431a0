package io.bridgehead.im;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bridgehead.sip.NotFoundException;
import io.bridgehead.sip.RelayTarget;

/** Finds the devices of a user. */
public final class Locator {

    private final Accounts accounts;
    private final Registrar registrar;
    private final Neighbours neighbours;

    public Locator(Accounts accounts, Registrar registrar, Neighbours neighbours) {
        this.accounts = accounts;
        this.registrar = registrar;
        this.neighbours = neighbours;
    }

    /**
     * Where requests for an address go: every device once, by the flow it registered last (RFC 5626 §5.3).
     *
     * @param aor from {@link Neighbours#receiver}
     * @return empty if the user is away
     * @throws NotFoundException if there is no such user
     */
    public List<RelayTarget> locate(String aor) {
        Optional<RelayTarget> elsewhere = neighbours.target(aor);
        if (elsewhere.isPresent()) {
            return List.of(elsewhere.get());
        }
        if (accounts.find(Domains.userOf(aor)).isEmpty()) {
            throw new NotFoundException();
        }
        return devices(registrar.bindings(aor)).stream()
                .map(binding -> new RelayTarget(binding.contact(), binding.flow(), binding.path(), binding.quality())).toList();
    }

    private static Collection<Binding> devices(List<Binding> bindings) {
        if (bindings.size() < 2) {
            return bindings;
        }
        Map<String, Binding> devices = new LinkedHashMap<>();
        for (Binding binding : bindings) {
            devices.merge(binding.instance() == null ? binding.contact() : binding.instance(), binding,
                    (one, other) -> other.expires().isBefore(one.expires()) ? one : other);
        }
        return devices.values().stream().sorted(Comparator.comparingInt(Binding::quality).reversed()).toList();
    }
}
