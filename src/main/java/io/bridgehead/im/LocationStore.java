package io.bridgehead.im;

import java.time.Instant;
import java.util.List;

/** Where bindings are kept, so that registrations survive a restart. All methods block until the change is durable. */
public interface LocationStore {

    /** Replaces all bindings of an address. */
    void replace(String aor, List<Binding> bindings);

    /** The addresses of the other IM servers at the same database that have a device of this address of record. */
    List<String> elsewhere(String aor, Instant now);

    /**
     * What is left after a restart: forgets bindings that do not outlive a process and those expired by now, and gives back
     * the others.
     */
    List<Binding> recover(Instant now);
}
