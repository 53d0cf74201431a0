package io.bridgehead.im;

import java.util.List;

/** Where bindings are kept, so that registrations survive a restart. All methods block until the change is durable. */
public interface LocationStore {

    /** Replaces all bindings of an address. */
    void replace(String aor, List<Binding> bindings);

    /** All bindings of all addresses. */
    List<Binding> load();
}
