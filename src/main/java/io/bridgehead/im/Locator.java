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
    private final Siblings siblings;

    public Locator(Accounts accounts, Registrar registrar, Neighbours neighbours, Siblings siblings) {
        this.accounts = accounts;
        this.registrar = registrar;
        this.neighbours = neighbours;
        this.siblings = siblings;
    }

    /**
     * Where requests for an address go: every device once, by the flow it registered last (RFC 5626 §5.3), and every sibling
     * with further ones. A part of the product that has registered here is not looked for elsewhere: each of its kind does the
     * same.
     *
     * @param aor from {@link Neighbours#receiver}
     * @throws NotFoundException if there is no such user
     */
    public Whereabouts locate(String aor) {
        Optional<RelayTarget> elsewhere = neighbours.target(aor);
        if (elsewhere.isPresent()) {
            return new Whereabouts(List.of(elsewhere.get()), List.of());
        }
        Account account = accounts.find(Domains.userOf(aor)).orElseThrow(NotFoundException::new);
        List<RelayTarget> here = registeredHere(aor);
        return new Whereabouts(here, account.role().isPerson() || here.isEmpty() ? siblings.serving(aor) : List.of());
    }

    /** Where requests go that a sibling hands over: to the devices that have registered here. */
    public Whereabouts here(String aor) {
        return new Whereabouts(registeredHere(aor), List.of());
    }

    private List<RelayTarget> registeredHere(String aor) {
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
